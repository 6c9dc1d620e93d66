/** What the relay asks of Kafka's client, on a real broker. Not for the relay as a whole. */
@NullMarked
package io.fundstream.relay.kafka;

import org.jspecify.annotations.NullMarked;
