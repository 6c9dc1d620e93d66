package io.fundstream.projector.fund;

import io.fundstream.schemas.EventEnvelope;

/** A fund's event with what stands around it. */
public record FundFact(EventEnvelope envelope, FundEvent event) {}
