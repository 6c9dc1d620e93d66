package io.fundstream.query.freshness;

import java.util.UUID;

/** What must be reached before a read may be answered: {@code gauge} of {@code key} ≥ value. */
public record Level(Gauge gauge, UUID key, long value) {}
