/**
 * The projector: Kafka Streams applications that keep the read tables in PostgreSQL.
 *
 * <p>For: wiring, configuration and the process itself. Not for: what an event means (the packages
 * named after contexts and projections), nor how batches reach the database ({@code table}) and
 * offsets reach Kafka ({@code stream}).
 */
@NullMarked
package io.fundstream.projector;

import org.jspecify.annotations.NullMarked;
