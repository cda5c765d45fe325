/**
 * The goals of the Maven plugin: each reads its parameters, asks {@code io.github.tidydag.app}, and
 * says what came of it. A parameter has the name of the command line's option, in camel case.
 */
@org.jspecify.annotations.NullMarked
package io.github.tidydag.maven;
