package io.github.tidydag.janitor;

/** Whether an object runs. */
public enum Life {
  /** It runs, or may run again. */
  LIVE,
  /** It has ended for good. */
  ENDED,
  /** It is not of a kind that runs. */
  NONE
}
