/**
 * The whole platform as {@code ./fundstream up} starts it: how soon it is there, what it costs, how
 * soon a command can be read, how many reads it answers.
 *
 * <p>Not for: parts of it alone.
 */
@NullMarked
package io.fundstream.benchmarks.platform;

import org.jspecify.annotations.NullMarked;
