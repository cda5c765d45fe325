package io.github.tidydag.report;

/** A way to write what was found. The same findings give the same text. */
public interface Report {
  /** All of it, with a line end. */
  String of(Checked checked);
}
