/**
 * The decisions of a batch, one command after another over an {@link Overlay} in memory, and the
 * rows they make, with metadata and hashes. Nothing here touches the database.
 *
 * <p>Not for: the rules of any context.
 */
@NullMarked
package io.fundstream.gateway.log.decide;

import org.jspecify.annotations.NullMarked;
