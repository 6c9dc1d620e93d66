/**
 * The wire contract: which events exist, how their bytes look in PostgreSQL and in Kafka, and what
 * topics and headers are called.
 *
 * <p>Everything here is pure. Not for: talking to PostgreSQL or Kafka, or what an event means to a
 * service.
 */
@NullMarked
package io.fundstream.schemas;

import org.jspecify.annotations.NullMarked;
