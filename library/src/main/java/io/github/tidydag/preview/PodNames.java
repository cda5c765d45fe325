package io.github.tidydag.preview;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** The names and label values that Airflow makes of a user's; provider 8.0.1 to 10.25.0. */
final class PodNames {
  /** Stands for the eight random letters and digits that Airflow appends. */
  static final String RANDOM = "xxxxxxxx";

  private static final int NAME_LENGTH = 63;

  /** What is left of 63 characters for the name itself. */
  static final int LENGTH_BEFORE_SUFFIX = NAME_LENGTH - RANDOM.length() - 1;

  private static final Pattern KEY = Pattern.compile("[\\w.-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private PodNames() {}

  /** Whether text still has Jinja in it, so that its final form is not known. */
  static boolean isTemplated(String text) {
    return text.contains("{{") || text.contains("{%");
  }

  /**
   * The argument {@code name} after {@code _set_name}, which has called validate_key first: when
   * the operator is made until 10.1, in execute since 10.3.0.
   *
   * @throws UnusablePod for a name that Airflow refuses
   */
  static String sanitized(String name) {
    if (name.codePointCount(0, name.length()) > 220 || !KEY.matcher(name).matches()) {
      throw new UnusablePod(
          "/metadata/name",
          "Airflow refuses the name \""
              + name
              + "\": up to 220 letters, digits, dashes, dots and underscores are allowed");
    }
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
  }

  /** {@code add_unique_suffix}: cut so that name and suffix have 63 characters. */
  static String withSuffix(String name) {
    return strip(cut(name, LENGTH_BEFORE_SUFFIX)) + "-" + RANDOM;
  }

  /** {@code create_unique_id} of a task: python-slugify, then 63 characters at most. */
  static String ofTask(String taskId, boolean random) {
    String name = strip(cut(slug(taskId), NAME_LENGTH));
    return random ? withSuffix(name) : name;
  }

  /**
   * Whether the name of a task is known exactly: letters with marks become plain ones here as in
   * python-slugify, but the latter also spells out other scripts.
   */
  static boolean isPlain(String taskId) {
    return Normalizer.normalize(taskId, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .chars()
        .allMatch(c -> c < 128);
  }

  /** {@code make_safe_label_value} of pod_generator. */
  static String label(String text) {
    String safe = text.replaceAll("^[^a-z0-9A-Z]*|[^a-zA-Z0-9_\\-.]|[^a-z0-9A-Z]*$", "");
    if (safe.length() > NAME_LENGTH || !safe.equals(text)) {
      return cut(safe, NAME_LENGTH - 10) + "-" + md5(text).substring(0, 9);
    }
    return safe;
  }

  private static String slug(String text) {
    return Normalizer.normalize(text.replaceAll("'+", "-"), Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^-a-z0-9]+", "-")
        .replaceAll("-{2,}", "-")
        .replaceAll("^-|-$", "");
  }

  private static String strip(String name) {
    return name.replaceAll("^[-.]+|[-.]+$", "");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static String md5(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
