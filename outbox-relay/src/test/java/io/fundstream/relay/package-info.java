/** The relay against a real PostgreSQL, Kafka and registry. Not for the gateway's own rules. */
@NullMarked
package io.fundstream.relay;

import org.jspecify.annotations.NullMarked;
