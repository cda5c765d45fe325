package io.github.tidydag.preview;

/**
 * Something that a reader of the pieces would not expect of the pod.
 *
 * @param pointer where in the pod, as a JSON pointer; empty for the whole pod
 * @param text one sentence
 */
public record Remark(String pointer, String text) {}
