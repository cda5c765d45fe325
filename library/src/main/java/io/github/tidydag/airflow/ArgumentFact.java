package io.github.tidydag.airflow;

import io.github.tidydag.tables.ValueType;
import java.util.Optional;

/**
 * What one version says about an argument.
 *
 * @param name its name
 * @param type what it takes, besides {@code None} where that is the default
 * @param defaultSource the default as Python source, whose names belong to the operator's module;
 *     empty if the argument is required
 * @param required whether leaving it out is an error
 * @param inherited whether a base class declares it
 * @param effect what it really does; empty if it does what its name says
 */
public record ArgumentFact(
    String name,
    ValueType type,
    Optional<String> defaultSource,
    boolean required,
    boolean inherited,
    Optional<Effect> effect) {}
