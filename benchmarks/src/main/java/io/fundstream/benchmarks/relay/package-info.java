/**
 * How fast a backlog of the event log gets into Kafka, beside the bare stream and beside what one
 * would otherwise take for it.
 *
 * <p>Not for: what becomes of the records.
 */
@NullMarked
package io.fundstream.benchmarks.relay;

import org.jspecify.annotations.NullMarked;
