package io.fundstream.gateway.log;

import org.jspecify.annotations.Nullable;

/**
 * Who sent a command and what it belongs to: the event's metadata.
 *
 * @param actor such as {@code api-key:default}
 * @param causationId the event that led to the command, if one did
 * @param traceparent W3C trace context, if the caller sent it
 */
public record Origin(
    String actor,
    String correlationId,
    @Nullable String causationId,
    @Nullable String traceparent) {}
