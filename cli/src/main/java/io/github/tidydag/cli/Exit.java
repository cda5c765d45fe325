package io.github.tidydag.cli;

/** Exit codes, the same for every command. */
final class Exit {
  static final int CLEAN = 0;
  static final int FINDINGS = 1;
  static final int USAGE = 2;
  static final int FILES = 3;
  static final int CLUSTER = 4;

  private Exit() {}
}
