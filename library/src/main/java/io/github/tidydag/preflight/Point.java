package io.github.tidydag.preflight;

/** The points of the checklist, in their order. */
public enum Point {
  CONNECTION("Connection"),
  ACCOUNTS("Namespace, accounts and rights"),
  IMAGES("Images"),
  RESOURCES("Resources, nodes and Pod Security"),
  LOGS("Logs and finish"),
  VOLUMES("Volumes, Secrets and ConfigMaps"),
  XCOM("XCom"),
  OWNERSHIP("Labels and policies");

  private final String title;

  Point(String title) {
    this.title = title;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Its number on the checklist, from 1. */
  public int number() {
    return ordinal() + 1;
  }
}
