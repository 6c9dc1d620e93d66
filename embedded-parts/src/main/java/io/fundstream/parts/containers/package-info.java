/**
 * The parts as containers of the official images, through Testcontainers.
 *
 * <p>Not for: the local stack; nothing here is loaded unless {@code fundstream.parts} is {@code
 * containers}.
 */
@NullMarked
package io.fundstream.parts.containers;

import org.jspecify.annotations.NullMarked;
