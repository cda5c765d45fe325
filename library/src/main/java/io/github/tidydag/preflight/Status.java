package io.github.tidydag.preflight;

/** What came of a check. */
public enum Status {
  OK("ok"),
  /** A run will fail, or leave something, as things are. */
  FAILED("failed"),
  /** It could not be found out, or only a run can tell. */
  UNKNOWN("unknown");

  private final String word;

  Status(String word) {
    this.word = word;
  }

  /** In lower case. */
  public String word() {
    return word;
  }
}
