package io.github.tidydag.uploads;

import io.github.tidydag.janitor.Ages;
import io.github.tidydag.janitor.Gap;
import io.github.tidydag.janitor.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Which folders may go. A run names its folders in the ConfigMap of its driver, in the driver's
 * arguments, or both; a submission makes those once it has uploaded all its files.
 *
 * @param minAge how long ago something must have been written last
 */
public record UploadRules(Mentions mentions, Duration minAge, Instant now) {
  /** What is to become of a folder. */
  public JudgedFolder judge(UploadFolder folder) {
    String by = mentions.by().get(folder.name());
    if (by != null) {
      return new JudgedFolder(folder, Verdict.IN_USE, by + " names it");
    }
    if (!mentions.gaps().isEmpty()) {
      Gap gap = mentions.gaps().get(0);
      return new JudgedFolder(
          folder, Verdict.UNSURE, gap.kind() + " were not read: " + gap.reason());
    }
    if (folder.written().isEmpty()) {
      return new JudgedFolder(
          folder, Verdict.UNSURE, "the listing does not say when it was written");
    }
    Duration age = Duration.between(folder.written().get(), now);
    String words = "written last at " + folder.written().get();
    return age.compareTo(minAge) < 0
        ? new JudgedFolder(
            folder, Verdict.PROTECTED, words + ", which is not " + Ages.words(minAge) + " ago")
        : new JudgedFolder(
            folder, Verdict.ORPHAN, words + ", " + Ages.words(age) + " ago; nothing names it");
  }
}
