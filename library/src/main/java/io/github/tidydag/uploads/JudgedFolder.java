package io.github.tidydag.uploads;

import io.github.tidydag.janitor.Verdict;

/** What is to become of a folder, and why. */
public record JudgedFolder(UploadFolder folder, Verdict verdict, String evidence) {}
