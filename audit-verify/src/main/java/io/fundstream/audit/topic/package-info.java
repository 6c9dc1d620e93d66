/**
 * The checks on Kafka: every event of the log, each once, in order, the same bytes.
 *
 * <p>Not for: the chain itself, which is derived from the log alone.
 */
@NullMarked
package io.fundstream.audit.topic;

import org.jspecify.annotations.NullMarked;
