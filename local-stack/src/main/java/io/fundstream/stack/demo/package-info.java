/**
 * A fund's life, played through the platform and told as it happens.
 *
 * <p>Not for: measuring; the first commands meet a cold JVM.
 */
@NullMarked
package io.fundstream.stack.demo;

import org.jspecify.annotations.NullMarked;
