/**
 * Who may do what in a cluster, as Kubernetes' RBAC decides it. Pure: a snapshot in, answers out.
 *
 * <p>Source of the rules: plugin/pkg/auth/authorizer/rbac and pkg/registry/rbac/validation of
 * kubernetes 1.36.
 */
@NullMarked
package io.github.tidydag.rbac;

import org.jspecify.annotations.NullMarked;
