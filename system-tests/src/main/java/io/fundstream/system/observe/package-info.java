/**
 * Looks at a stack from outside, by SQL as superuser, a {@code read_committed} consumer and HTTP,
 * and makes an {@link io.fundstream.system.check.Observation} of it.
 *
 * <p>Not for: saying what is right or wrong.
 */
@NullMarked
package io.fundstream.system.observe;

import org.jspecify.annotations.NullMarked;
