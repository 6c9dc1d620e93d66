package io.fundstream.projector.event;

import io.fundstream.schemas.EventEnvelope;

/**
 * A row of {@code event}.
 *
 * @param part the partition's number
 * @param payload JSON text, kept exactly; the same is kept as jsonb beside it
 */
public record EventRow(
    EventEnvelope envelope, String topic, int part, long offset, String payload) {}
