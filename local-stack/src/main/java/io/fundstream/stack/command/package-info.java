/**
 * The commands of {@code ./fundstream}: options, words to the reader, exit status.
 *
 * <p>Not for: the work itself.
 */
@NullMarked
package io.fundstream.stack.command;

import org.jspecify.annotations.NullMarked;
