package io.github.tidydag.report;

import java.nio.charset.StandardCharsets;

/** Names of files as reports want them. */
final class Paths {
  private static final String UNRESERVED = "-._~/";

  private Paths() {}

  /** With slashes. */
  static String plain(String file) {
    String path = file.replace('\\', '/');
    return path.startsWith("./") ? path.substring(2) : path;
  }

  /** As a URI: relative, or {@code file:} if it is absolute. */
  static String uri(String file) {
    String path = plain(file);
    StringBuilder uri = new StringBuilder();
    boolean drive = path.length() > 2 && path.charAt(1) == ':' && path.charAt(2) == '/';
    uri.append(path.startsWith("/") ? "file://" : drive ? "file:///" : "");
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (letter || (b > 0 && UNRESERVED.indexOf(b) >= 0)) {
        uri.append((char) b);
      } else {
        uri.append(String.format("%%%02X", b));
      }
    }
    return uri.toString();
  }
}
