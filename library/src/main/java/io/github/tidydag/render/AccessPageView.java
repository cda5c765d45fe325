package io.github.tidydag.render;

import java.util.List;

/** What {@code access.html.ftl} sees. */
public record AccessPageView(
    String source,
    List<Chart> charts,
    List<Account> accounts,
    List<String> dangling,
    List<String> missing,
    List<String> unread) {

  /**
   * An account.
   *
   * @param deletes whether it may delete something
   * @param usedBy by kind, such as {@code Pod 3}
   */
  public record Account(
      String namespace, String name, boolean deletes, List<String> usedBy, List<Right> rights) {}

  /** A rule that it has, and by what. */
  public record Right(String kind, String binding, String through, String rule) {}
}
