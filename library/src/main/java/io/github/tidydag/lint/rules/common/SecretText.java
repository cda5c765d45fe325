package io.github.tidydag.lint.rules.common;

import org.jspecify.annotations.Nullable;

/** Finds secrets in texts of many settings: command lines, property files, XML. */
final class SecretText {
  /** Longer texts are programs or data, not settings. */
  private static final int MOST = 200_000;

  private static final int LONGEST_NAME = 80;

  private SecretText() {}

  /**
   * The name of the first setting {@code name=value} in a line of words whose value is a secret;
   * null if there is none.
   */
  static @Nullable String inWords(String text) {
    int end = Math.min(text.length(), MOST);
    int start = 0;
    for (int i = 0; i <= end; i++) {
      if (i == end || text.charAt(i) <= ' ' || text.charAt(i) == '"' || text.charAt(i) == '\'') {
        String name = i - start > 6 ? ofAssignment(text, start, i) : null;
        if (name != null) {
          return name;
        }
        start = i + 1;
      }
    }
    return null;
  }

  /**
   * The name of the first setting that is a secret in a text of settings: {@code password="..."} of
   * JAAS, {@code "password": "..."} of JSON, {@code Password=...;} of a connection, {@code
   * &password=...} of a URL; null if there is none. Only of names that say it plainly.
   */
  static @Nullable String inSettings(String text) {
    int end = Math.min(text.length(), MOST);
    for (int i = 4; i < end - 4; i++) {
      char c = text.charAt(i);
      if (c == '=' || c == ':') {
        String name = ofSetting(text, i, end);
        if (name != null) {
          return name;
        }
      }
    }
    return null;
  }

  /** The name before a sign, if what comes after it is a secret. */
  private static @Nullable String ofSetting(String text, int sign, int end) {
    int last = sign;
    while (last > 0 && text.charAt(last - 1) == ' ') {
      last--;
    }
    boolean quoted = last > 1 && isQuote(text.charAt(last - 1));
    if (quoted) {
      last -= text.charAt(last - 2) == '\\' ? 2 : 1;
    } else if (text.charAt(sign) == ':') {
      return null; // an address, or prose
    }
    int first = last;
    while (first > 0 && isNamePart(text.charAt(first - 1))) {
      first--;
    }
    if (text.startsWith("-D", first)) {
      first += 2;
    }
    while (first < last && text.charAt(first) == '-') {
      first++;
    }
    if (last - first < 3 || last - first > LONGEST_NAME) {
      return null;
    }
    String name = text.substring(first, last);
    return SecretNames.isPassword(name) && isSecretAt(text, sign, end, first) ? name : null;
  }

  private static boolean isSecretAt(String text, int sign, int end, int name) {
    int start = sign + 1;
    while (start < end && text.charAt(start) == ' ') {
      start++;
    }
    int quote = start < end && text.charAt(start) == '\\' ? start + 1 : start;
    if (quote < end && isQuote(text.charAt(quote))) {
      int stop = quote + 1;
      while (stop < end && text.charAt(stop) != text.charAt(quote) && text.charAt(stop) != '\\') {
        stop++;
      }
      String value = text.substring(quote + 1, stop);
      return value.indexOf(' ') < 0 && Secrets.isLiteral(value);
    }
    if (text.charAt(sign) == ':' || start > sign + 1) {
      return false;
    }
    int stop = start;
    while (stop < end && text.charAt(stop) > ' ' && ",;&\"')}]\\".indexOf(text.charAt(stop)) < 0) {
      stop++;
    }
    String value = text.substring(start, stop);
    int call = text.indexOf('('); // a program has variables there
    return (call < 0 || call > name)
        && value.indexOf('(') < 0
        && value.indexOf('[') < 0
        && Secrets.isLiteral(value);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  /**
   * The name of the first setting in lines {@code name=value}, {@code name: value} or in Hadoop's
   * XML whose value is a secret, or what the secret is; null if there is none.
   */
  static @Nullable String inLines(String text) {
    if (text.contains("PRIVATE KEY-----")) {
      return "a private key";
    }
    int end = Math.min(text.length(), MOST);
    int start = 0;
    String property = "";
    while (start < end) {
      int next = text.indexOf('\n', start);
      int stop = next < 0 || next > end ? end : next;
      property = ofXml(text, start, stop, property);
      if (property.startsWith("!")) {
        return property.substring(1);
      }
      String name = ofLine(text, start, stop);
      if (name != null) {
        return name;
      }
      start = stop + 1;
    }
    return null;
  }

  private static @Nullable String ofLine(String text, int start, int stop) {
    int from = start;
    while (from < stop && text.charAt(from) <= ' ') {
      from++;
    }
    if (from < stop && (text.charAt(from) == '#' || text.charAt(from) == '<')) {
      return null;
    }
    int at = from;
    while (at < stop && isNamePart(text.charAt(at))) {
      at++;
    }
    int nameEnd = at;
    while (at < stop && text.charAt(at) == ' ') {
      at++;
    }
    if (nameEnd == from || at >= stop || (text.charAt(at) != '=' && text.charAt(at) != ':')) {
      boolean json = from < stop && (text.charAt(from) == '"' || text.charAt(from) == '{');
      return json ? inSettings(text.substring(from, stop)) : null;
    }
    String name = text.substring(from, nameEnd);
    String value = text.substring(at + 1, stop).strip();
    String bare = unquoted(value);
    boolean prose = bare.equals(value) && value.indexOf(' ') >= 0;
    if (prose) {
      return inSettings(value);
    }
    return Secrets.what(name, bare) == null ? null : name;
  }

  /** The property whose value comes; after {@code !} the one whose value is a secret. */
  private static String ofXml(String text, int start, int stop, String property) {
    int open = text.indexOf("<name>", start);
    String name = property;
    if (open >= 0 && open < stop) {
      int close = text.indexOf("</name>", open);
      if (close < 0 || close > stop) {
        return "";
      }
      name = text.substring(open + 6, close).strip();
    }
    int value = name.isEmpty() ? -1 : text.indexOf("<value>", start);
    if (value < 0 || value >= stop) {
      return name;
    }
    int close = text.indexOf("</value>", value);
    return close > 0
            && close <= stop
            && Secrets.what(name, text.substring(value + 7, close)) != null
        ? "!" + name
        : "";
  }

  private static @Nullable String ofAssignment(String text, int start, int end) {
    int equals = text.indexOf('=', start);
    if (equals < 0
        || equals >= end - 1
        || text.charAt(end - 1) == '('
        || text.charAt(end - 1) == '[') {
      return null; // a program goes on behind a quote
    }
    int from = start;
    if (text.startsWith("-D", from)) {
      from += 2;
    }
    while (from < equals && text.charAt(from) == '-') {
      from++;
    }
    for (int i = from; i < equals; i++) {
      if (!isNamePart(text.charAt(i))) {
        return null;
      }
    }
    String name = text.substring(from, equals);
    String value = text.substring(equals + 1, end);
    return !name.isEmpty() && Secrets.itself(name, value) != null ? name : null;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static String unquoted(String text) {
    return text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0)
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
