/**
 * Keeps a piece of work going that may fail: explicit states, bounded back-off. Not for: work that
 * is done once.
 */
@NullMarked
package io.fundstream.runtime.supervisor;

import org.jspecify.annotations.NullMarked;
