package io.github.tidydag.app;

import java.nio.file.Path;

/**
 * A spec that is in no file.
 *
 * @param name how messages name it
 * @param source how generated files name what they were made of
 * @param text the spec, as a file would hold it
 * @param folder where the files are that it names, and from where upwards its configuration is
 */
public record SpecText(String name, String source, String text, Path folder) {}
