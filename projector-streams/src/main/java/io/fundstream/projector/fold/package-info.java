/**
 * What a projection is, without Kafka and without a database: records as they arrive, their order
 * under a partition key, and the contract between a read model and the machinery that feeds it.
 *
 * <p>Not for: threads, transactions, or any single projection.
 */
@NullMarked
package io.fundstream.projector.fold;

import org.jspecify.annotations.NullMarked;
