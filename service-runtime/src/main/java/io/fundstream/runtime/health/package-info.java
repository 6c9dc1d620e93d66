/**
 * Whether a process can do its work right now, and why not. Not for: whether it is alive, which
 * answering at all shows.
 */
@NullMarked
package io.fundstream.runtime.health;

import org.jspecify.annotations.NullMarked;
