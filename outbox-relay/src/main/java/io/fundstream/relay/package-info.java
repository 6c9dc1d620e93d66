/**
 * The outbox relay: carries what is committed to the event log into Kafka, each event once and the
 * events of a partition key in order, whatever crashes in between.
 *
 * <p>Not for the meaning of events: payloads are copied, never decoded.
 */
@NullMarked
package io.fundstream.relay;

import org.jspecify.annotations.NullMarked;
