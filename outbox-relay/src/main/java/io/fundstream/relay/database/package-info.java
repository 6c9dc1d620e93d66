/**
 * The PostgreSQL side beside the stream: the lock, the replication slot, reads of the log, the
 * settled time.
 *
 * <p>Not for streaming; Debezium does that in {@link io.fundstream.relay.source}.
 */
@NullMarked
package io.fundstream.relay.database;

import org.jspecify.annotations.NullMarked;
