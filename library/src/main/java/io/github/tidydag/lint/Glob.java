package io.github.tidydag.lint;

import java.util.regex.Pattern;

/**
 * A pattern for paths with slashes, as {@code .gitignore} has them: {@code *} and {@code ?} stop at
 * a slash, {@code **} does not, a pattern without a slash is about names in any folder, and one
 * that matches a folder is about all that is below.
 */
public final class Glob {
  private final String text;
  private final Pattern pattern;

  private Glob(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /** The pattern that a text writes; every text writes one. */
  public static Glob of(String text) {
    String path = text.startsWith("./") ? text.substring(2) : text;
    boolean isAnchored = path.indexOf('/') >= 0 && path.indexOf('/') < path.length() - 1;
    path = path.startsWith("/") ? path.substring(1) : path;
    path = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    StringBuilder regex = new StringBuilder(isAnchored ? "" : "(?:.*/)?");
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (path.startsWith("**/", i) && (i == 0 || path.charAt(i - 1) == '/')) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (path.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return new Glob(text, Pattern.compile(regex.append("(?:/.*)?").toString()));
  }

  /** Whether a path, relative and with slashes, is meant. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
