/**
 * The whole platform on one machine, and the command line.
 *
 * <p>Not for: production, where every service is a process of its own beside somebody's PostgreSQL,
 * Kafka and registry.
 */
@NullMarked
package io.fundstream.stack;

import org.jspecify.annotations.NullMarked;
