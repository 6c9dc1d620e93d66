/**
 * The rows of {@code event_store.head}, an id's last event as a stream and as a partition key, and
 * what a transaction locks and reads first: heads, idempotency keys, remembered answers.
 *
 * <p>Not for: moving the heads on ({@code write}).
 */
@NullMarked
package io.fundstream.gateway.log.head;

import org.jspecify.annotations.NullMarked;
