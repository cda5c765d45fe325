package io.github.tidydag.kubernetes;

import io.github.tidydag.tables.ValueType;
import java.util.Optional;

/**
 * A field of a Kubernetes type in one version of the Python client.
 *
 * @param jsonName the name in manifests, such as {@code secretKeyRef}
 * @param pythonName the attribute of the Python class, such as {@code secret_key_ref}; some are
 *     irregular, such as {@code _exec} for {@code exec}, and some changed, such as {@code
 *     host_i_ps} to {@code host_ips} in 36
 * @param type what it holds
 * @param required whether the Python class refuses to be made without it
 * @param grammar what its text must look like, or the texts in it if it holds a list or a map
 */
public record Field(
    String jsonName,
    String pythonName,
    ValueType type,
    boolean required,
    Optional<Grammar> grammar) {}
