/**
 * The real PostgreSQL, Kafka and schema registry, from Maven artifacts or from containers, for
 * tests and for the local stack.
 *
 * <p>Not for: production, where these are somebody's servers; and no stand-ins that only behave
 * like the real thing.
 */
@NullMarked
package io.fundstream.parts;

import org.jspecify.annotations.NullMarked;
