/**
 * What to send: the order check per partition key, as pure functions over heads and rows.
 *
 * <p>Not for reading the database or writing to Kafka; nothing here does either.
 */
@NullMarked
package io.fundstream.relay.plan;

import org.jspecify.annotations.NullMarked;
