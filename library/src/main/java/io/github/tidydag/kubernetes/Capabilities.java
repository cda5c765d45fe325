package io.github.tidydag.kubernetes;

import java.util.Set;

/** Capabilities of Linux, as security contexts name them. */
public final class Capabilities {
  /** What the Pod Security level {@code baseline} lets containers add. */
  public static final Set<String> BASELINE =
      Set.of(
          "AUDIT_WRITE",
          "CHOWN",
          "DAC_OVERRIDE",
          "FOWNER",
          "FSETID",
          "KILL",
          "MKNOD",
          "NET_BIND_SERVICE",
          "SETFCAP",
          "SETGID",
          "SETPCAP",
          "SETUID",
          "SYS_CHROOT");

  private Capabilities() {}
}
