package io.github.tidydag.lint.rules.common;

import io.github.tidydag.lint.Document;
import io.github.tidydag.source.Node;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells secrets from what only points to one. What it says never holds any of the value. */
final class Secrets {
  /** What is written where a secret is to be put in later, or where it is kept. */
  private static final List<String> ELSEWHERE =
      List.of(
          "/",
          "./",
          "$",
          "<",
          "%",
          "vault:",
          "arn:",
          "ref+",
          "gsm:",
          "sm://",
          "awssm",
          "aws-sm",
          "secretmanager",
          "projects/",
          "enc(",
          "env:",
          "file:",
          "jceks:",
          "org.",
          "com.",
          "io.",
          "your",
          "my-secret",
          "changeme",
          "change-me",
          "change_me",
          "changeit",
          "replace",
          "redact",
          "xxx",
          "***",
          "...",
          "todo",
          "placeholder",
          "example",
          "dummy",
          "none",
          "null",
          "nil",
          "undefined",
          "n/a",
          "tbd",
          "insert",
          "put-",
          "set-",
          "{",
          "@",
          "[",
          "fake",
          "secretref",
          "k8s:",
          "kubernetes:",
          "op://",
          "akv",
          "keyvault",
          "sops");

  private Secrets() {}

  /** What a value is, if it is a secret by itself or by its name; null if it is none. */
  static @Nullable String what(String name, Node value) {
    Node.Scalar scalar = Document.known(value).orElse(null);
    if (scalar == null || scalar.kind() == Node.Kind.BOOLEAN) {
      return null;
    }
    return what(name, scalar.text());
  }

  static @Nullable String what(String name, String value) {
    String what = itself(name, value);
    return what == null ? inSettings(value) : what;
  }

  /** As {@link #what}, of a value that is no text of settings. */
  static @Nullable String itself(String name, String value) {
    String what = ofValue(value);
    return what == null && SecretNames.isSecret(name) && isLiteral(value) ? "a secret" : what;
  }

  /** What a text is or holds, whatever it is called; null if that is no secret. */
  static @Nullable String ofText(String text) {
    String what = ofValue(text);
    return what == null ? inSettings(text) : what;
  }

  private static @Nullable String inSettings(String text) {
    String name = SecretText.inSettings(text);
    return name == null ? null : "a value for " + name;
  }

  /** What a text is, if it is a secret whatever it is called; null if it is none. */
  static @Nullable String ofValue(String text) {
    if (text.length() < 12) {
      return null;
    }
    if (text.contains("PRIVATE KEY-----")) {
      return "a private key";
    }
    String token = Tokens.in(text);
    if (token != null) {
      return token;
    }
    int scheme = text.indexOf("://");
    return scheme > 0 ? ofAddress(text, scheme + 3) : null;
  }

  /** {@code https://user:password@host}, and {@code jdbc:...?password=...}. */
  private static @Nullable String ofAddress(String text, int start) {
    int end = start;
    while (end < text.length() && " /?#,;\n\"'".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    int at = text.lastIndexOf('@', end);
    int colon = text.indexOf(':', start);
    if (at > start && colon > 0 && colon < at && isLiteral(text.substring(colon + 1, at))) {
      return "an address with a password";
    }
    if (text.startsWith("jdbc:")) {
      for (String parameter : List.of("password=", "pwd=")) {
        int found = indexOfIgnoringCase(text, parameter);
        if (found > 0 && isLiteral(text.substring(found + parameter.length()))) {
          return "a JDBC address with a password";
        }
      }
    }
    return null;
  }

  private static int indexOfIgnoringCase(String text, String part) {
    for (int i = 0; i + part.length() <= text.length(); i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }

  /** Whether a value is the secret itself, and not where it is, nor a word for it. */
  static boolean isLiteral(String value) {
    String text = value.strip().toLowerCase(Locale.ROOT);
    if (text.length() < 4
        || text.equals("true")
        || text.equals("false")
        || text.contains("${")
        || text.contains("$(")
        || text.indexOf('\ue000') >= 0) {
      return false;
    }
    for (String start : ELSEWHERE) {
      if (text.startsWith(start)) {
        return false;
      }
    }
    return !isBlank(value.strip());
  }

  /** {@code YOUR_ACCESS_KEY} and {@code S3_SECRET} stand where a secret is to be put in. */
  private static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= 'A' && c <= 'Z') && !(c >= '0' && c <= '9') && c != '_') {
        return false;
      }
    }
    return text.indexOf('_') >= 0;
  }
}
