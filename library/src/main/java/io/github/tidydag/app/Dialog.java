package io.github.tidydag.app;

/** Who wants a cluster changed: is told what happens, and asked before it does. */
public interface Dialog {
  /** Takes a line to show at once. */
  void tell(String line);

  /** Whether to go on. */
  boolean agrees(String question);

  /** How far it is; called by several threads. */
  void progress(int done, int of);
}
