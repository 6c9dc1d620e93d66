/**
 * The stream out of PostgreSQL: Debezium's engine and PostgreSQL connector, embedded, with the two
 * things of ours that Debezium lets a task replace: where decoded rows go, and how to wait.
 *
 * <p>Not for Kafka, and not for deciding what is sent.
 */
@NullMarked
package io.fundstream.relay.source;

import org.jspecify.annotations.NullMarked;
