package io.fundstream.projector.fold;

import io.fundstream.schemas.Event;
import io.fundstream.schemas.EventEnvelope;

/** An event with what stands around it. */
public record Fact<E extends Event>(EventEnvelope envelope, E event) {}
