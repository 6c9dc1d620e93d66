/** The order check without a database or Kafka. Not for anything that connects. */
@NullMarked
package io.fundstream.relay.plan;

import org.jspecify.annotations.NullMarked;
