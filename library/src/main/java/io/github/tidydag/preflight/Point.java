package io.github.tidydag.preflight;

/** The points of the checklist, in their order. */
public enum Point {
  CONNECTION(1, "Connection"),
  ACCOUNTS(2, "Namespace, accounts and rights"),
  IMAGES(3, "Images"),
  RESOURCES(4, "Resources, nodes and Pod Security"),
  LOGS(5, "Logs and finish"),
  VOLUMES(6, "Volumes, Secrets and ConfigMaps"),
  XCOM(7, "XCom"),
  OWNERSHIP(8, "Labels and policies");

  private final int number;
  private final String title;

  Point(int number, String title) {
    this.number = number;
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Its number on the checklist, from 1. */
  public int number() {
    return number;
  }
}
