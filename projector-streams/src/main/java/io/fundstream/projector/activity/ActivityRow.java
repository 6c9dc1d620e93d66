package io.fundstream.projector.activity;

import io.fundstream.schemas.EventEnvelope;

/** A row of {@code activity}. */
public record ActivityRow(EventEnvelope envelope, Activity activity) {}
