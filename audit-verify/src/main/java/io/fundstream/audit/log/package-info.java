/**
 * The checks on PostgreSQL: chains, streams, heads, ids, schemas and guards, over one snapshot and
 * in memory that does not grow with the log.
 *
 * <p>Not for: Kafka, which {@code topic} compares with the same snapshot.
 */
@NullMarked
package io.fundstream.audit.log;

import org.jspecify.annotations.NullMarked;
