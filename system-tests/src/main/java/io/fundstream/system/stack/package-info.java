/**
 * A whole stack in processes of its own, and what a person could do to it from a shell: start and
 * stop, kill, freeze, a second instance beside the first.
 *
 * <p>Not for: judging what it did, and not for anything that the platform does by itself.
 */
@NullMarked
package io.fundstream.system.stack;

import org.jspecify.annotations.NullMarked;
