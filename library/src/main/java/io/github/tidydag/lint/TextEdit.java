package io.github.tidydag.lint;

import io.github.tidydag.source.Location;

/**
 * Text in the place of other text.
 *
 * @param at what goes; an empty range where something is inserted
 * @param text what comes
 */
public record TextEdit(Location at, String text) {}
