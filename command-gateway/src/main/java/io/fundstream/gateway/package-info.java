/**
 * The command gateway: takes commands over HTTP, decides them and appends what happened to the
 * event log. {@link Main} wires it; {@link GatewayConfig} is everything that can be set.
 *
 * <p>Not for: reading (the query API), carrying events to Kafka (the relay).
 */
@NullMarked
package io.fundstream.gateway;

import org.jspecify.annotations.NullMarked;
