package io.fundstream.projector.deadletter;

import java.util.UUID;

/** Something asked of the projector. */
public record Wished(UUID id, String projection, UUID key, Place place) {}
