/**
 * Records that could not be applied: the notices that tell the world, and later retry and skip.
 *
 * <p>{@code read_model.parked} is the source; a notice is only news of it.
 */
@NullMarked
package io.fundstream.projector.deadletter;

import org.jspecify.annotations.NullMarked;
