package io.github.tidydag.app;

/**
 * How fast a cluster is changed, and how much may go wrong.
 *
 * @param perSecond requests that begin in a second; 0 for as many as the server takes
 * @param atOnce requests under way at any time
 * @param mostErrors after so many nothing more is tried
 */
public record Pace(int perSecond, int atOnce, int mostErrors) {
  private static final int AT_ONCE = 16;

  /** With sixteen requests under way. */
  public static Pace of(int perSecond, int mostErrors) {
    return new Pace(perSecond, AT_ONCE, mostErrors);
  }
}
