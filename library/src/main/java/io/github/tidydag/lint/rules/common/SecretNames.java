package io.github.tidydag.lint.rules.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells by its name whether a setting holds a secret: {@code DB_PASSWORD}, {@code
 * fs.s3a.secret.key}.
 */
final class SecretNames {
  /** Any of these words makes a secret of it. */
  private static final Set<String> ALWAYS =
      Set.of("password", "passwd", "passphrase", "passwords", "apikey", "accesskey", "secretkey");

  /** Secrets where they stand last: {@code API_TOKEN}, {@code client-secret}. */
  private static final Set<String> LAST =
      Set.of("token", "secret", "credentials", "credential", "pwd", "pass", "privatekey");

  /** What {@code key} and {@code secret} need before them: {@code fs.azure.account.key.store}. */
  private static final Set<String> BEFORE_KEY =
      Set.of("access", "secret", "private", "api", "account", "signing", "encryption", "fernet");

  /** Such names point to a secret, or say something about it. */
  private static final Set<String> ABOUT =
      Set.of(
          "file",
          "path",
          "dir",
          "directory",
          "folder",
          "name",
          "names",
          "url",
          "uri",
          "ttl",
          "provider",
          "providers",
          "class",
          "type",
          "enabled",
          "endpoint",
          "location",
          "mount",
          "arn",
          "ref",
          "expiry",
          "expiration",
          "timeout",
          "interval",
          "length",
          "size",
          "algorithm",
          "format",
          "mode",
          "scope",
          "scopes",
          "issuer",
          "host",
          "server",
          "audience",
          "required",
          "policy",
          "prefix",
          "suffix",
          "count",
          "limit",
          "username",
          "user",
          "version",
          "source",
          "alias",
          "manager",
          "store",
          "method",
          "renewer",
          "strategy",
          "encoder",
          "service",
          "itemkey",
          "field",
          "column",
          "regex",
          "pattern",
          "rotation",
          "lifetime",
          "validity");

  private SecretNames() {}

  /** Whether a setting of this name holds a secret. */
  static boolean isSecret(String name) {
    return mayBe(name) && isSecret(name, true);
  }

  /**
   * Whether a label or annotation of this name holds a secret: of tokens and secrets, many speak.
   */
  static boolean isSecretMetadata(String name) {
    return mayBe(name) && isSecret(name.substring(name.indexOf('/') + 1), false);
  }

  /** Whether a setting of this name holds a secret, and no other reading is likely. */
  static boolean isPassword(String name) {
    return mayBe(name)
        && (name.equalsIgnoreCase("pwd") || (isSecret(name, false) && !isOfSecret(name)));
  }

  /** {@code passwordSecret} names a Secret; {@code clientSecret} and accessKeySecret are one. */
  private static boolean isOfSecret(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    return text.endsWith("secret") && !text.contains("client") && !text.contains("key");
  }

  private static boolean isSecret(String name, boolean last) {
    if (name.contains("secretKeyRef") || name.contains(".secrets.")) {
      return false;
    }
    List<String> words = words(name);
    String end = words.isEmpty() ? "" : words.get(words.size() - 1);
    if (ABOUT.contains(end)
        || (end.equals("key") && words.size() > 1 && words.get(words.size() - 2).equals("item"))) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String before = i == 0 ? "" : words.get(i - 1);
      if (ALWAYS.contains(word)
          || (word.equals("key") && BEFORE_KEY.contains(before))
          || (word.equals("secret") && before.equals("client"))) {
        return true;
      }
    }
    boolean redis =
        end.equals("auth") && words.size() > 1 && words.get(words.size() - 2).equals("redis");
    return last && (redis || (LAST.contains(end) && (words.size() > 1 || end.length() > 4)));
  }

  /** Most names have nothing of a secret: those cost no list of words. */
  private static boolean mayBe(String name) {
    for (int i = 0; i < name.length(); i++) {
      switch (name.charAt(i) | 0x20) {
        case 'a' -> {
          if (i + 4 == name.length() && name.regionMatches(true, i, "auth", 0, 4)) {
            return true;
          }
        }
        case 'k' -> {
          if (name.regionMatches(true, i, "key", 0, 3)) {
            return true;
          }
        }
        case 'p' -> {
          if (name.regionMatches(true, i, "pass", 0, 4)
              || name.regionMatches(true, i, "pwd", 0, 3)) {
            return true;
          }
        }
        case 's' -> {
          if (name.regionMatches(true, i, "secret", 0, 6)) {
            return true;
          }
        }
        case 't' -> {
          if (name.regionMatches(true, i, "token", 0, 5)) {
            return true;
          }
        }
        case 'c' -> {
          if (name.regionMatches(true, i, "credential", 0, 10)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** {@code spark.ssl.keyPassword} has the words spark, ssl, key and password. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean end = i == name.length() || !Character.isLetterOrDigit(name.charAt(i));
      boolean hump =
          !end
              && i > start
              && Character.isUpperCase(name.charAt(i))
              && Character.isLowerCase(name.charAt(i - 1));
      if (end || hump) {
        if (i > start) {
          words.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = hump ? i : i + 1;
      }
    }
    return words;
  }
}
