package io.github.tidydag.preview;

import io.github.tidydag.tables.Version;

/**
 * What changed in the building of the pod between provider 8.0.1 and 10.25.0. The boundaries were
 * read in the wheels of the versions on both sides of each.
 *
 * @param keepsFalsy since 10.5.0 merge_objects keeps a base value that is set; before, a base value
 *     of False, 0, "" or an empty list was lost
 * @param automount since 10.5.0 there is automount_service_account_token
 * @param gracePeriod since 10.9.0 termination_grace_period reaches the pod; before, it was taken
 *     and forgotten
 * @param emptiesLabels since 10.10.0 a label of None becomes ""; before, null was sent
 * @param mergesInitContainers since 10.13.0 init containers of one name are merged; before, both
 *     stayed
 * @param runtimeClass since 10.15.0 there is runtime_class_name
 * @param xcomImage the image of the XCom sidecar: {@code alpine} until 10.17, pinned in 10.18.0 and
 *     moved in 10.19.0 and 10.23.0
 * @param xcomSecurityContext since 10.20.0 there is xcom_sidecar_container_security_context
 */
record KpoRules(
    boolean keepsFalsy,
    boolean automount,
    boolean gracePeriod,
    boolean emptiesLabels,
    boolean mergesInitContainers,
    boolean runtimeClass,
    String xcomImage,
    boolean xcomSecurityContext) {
  static KpoRules of(Version provider) {
    return new KpoRules(
        since(provider, "10.5.0"),
        since(provider, "10.5.0"),
        since(provider, "10.9.0"),
        since(provider, "10.10.0"),
        since(provider, "10.13.0"),
        since(provider, "10.15.0"),
        xcomImage(provider),
        since(provider, "10.20.0"));
  }

  private static String xcomImage(Version provider) {
    if (since(provider, "10.23.0")) {
      return "alpine:3.24.2";
    }
    if (since(provider, "10.19.0")) {
      return "alpine:3.24.1";
    }
    return since(provider, "10.18.0") ? "alpine:3.23.4" : "alpine";
  }

  private static boolean since(Version provider, String version) {
    return provider.isAtLeast(Version.parse(version));
  }
}
