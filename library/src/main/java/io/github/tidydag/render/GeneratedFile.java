package io.github.tidydag.render;

/**
 * A file to write.
 *
 * @param path relative to the output folder, with {@code /} between names
 */
public record GeneratedFile(String path, String text) {}
