/**
 * The Kafka side of the relay: topics, the one transactional producer, and what it left behind
 * (source position, heads), read back with {@code read_committed}.
 *
 * <p>Not for deciding what is sent; that is {@link io.fundstream.relay.plan}.
 */
@NullMarked
package io.fundstream.relay.kafka;

import org.jspecify.annotations.NullMarked;
