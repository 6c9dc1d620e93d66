/**
 * The events of the fund context: the list of their schemas, current and released.
 *
 * <p>Not for: what the events mean; the generated records are in {@code fundstream.fund}.
 */
@NullMarked
package io.fundstream.schemas.fund;

import org.jspecify.annotations.NullMarked;
