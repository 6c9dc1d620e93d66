/**
 * Events read back from Kafka, as any consumer would, and shown as every answer of the platform
 * shows them.
 *
 * <p>Not for: projections; this keeps no place and belongs to no consumer group.
 */
@NullMarked
package io.fundstream.stack.feed;

import org.jspecify.annotations.NullMarked;
