/**
 * Batches into PostgreSQL: the transaction that holds rows, progress and parked records together.
 *
 * <p>Not for: Kafka, threads, or the SQL of a single projection, which is in that projection's own
 * package.
 */
@NullMarked
package io.fundstream.projector.table;

import org.jspecify.annotations.NullMarked;
