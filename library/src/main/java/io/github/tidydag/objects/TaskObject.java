package io.github.tidydag.objects;

import io.github.tidydag.source.Node;

/**
 * An object that a task asks Kubernetes for.
 *
 * @param root as a manifest would say it, its Jinja masked
 * @param partial whether other pieces are put to it: a pod template, or what the operator adds
 */
public record TaskObject(Node.Mapping root, boolean partial) {}
