/**
 * A second context of the fund family, for tests alone: notes on a fund. It shows what a context
 * adds, and that its events share the fund's {@code seq}.
 *
 * <p>Not for: production; nothing here is released.
 */
@NullMarked
package io.fundstream.system.note;

import org.jspecify.annotations.NullMarked;
