package io.github.tidydag.lint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * By what a finding is known again: its rule, file, object, path and message, but neither line nor
 * column nor severity. So it stays as it is when lines move or a team sets another severity.
 */
public final class Fingerprint {
  private static final int BYTES = 16;
  private static final Pattern LINE = Pattern.compile("\\bline \\d+");

  private Fingerprint() {}

  /** 32 hexadecimal digits; the same for findings that differ in their place alone. */
  public static String of(Finding finding) {
    return of(finding, finding.at().file());
  }

  /** As {@link #of(Finding)}, of a file that has that name wherever the project is checked out. */
  public static String of(Finding finding, String file) {
    return of(finding, file, 1);
  }

  /**
   * The fingerprint of each finding, in their order, no two the same: of those that differ in their
   * place alone, the second and later ones count.
   */
  public static List<String> ofAll(List<Finding> findings) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> all = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      int occurrence = seen.merge(of(finding), 1, Integer::sum);
      all.add(of(finding, finding.at().file(), occurrence));
    }
    return all;
  }

  private static String of(Finding finding, String file, int occurrence) {
    MessageDigest digest = sha256();
    add(digest, finding.rule().id());
    add(digest, file.replace('\\', '/'));
    add(digest, finding.object());
    add(digest, finding.path());
    add(digest, LINE.matcher(finding.message()).replaceAll("line"));
    if (occurrence > 1) {
      add(digest, Integer.toString(occurrence));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}
