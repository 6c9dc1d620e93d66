package io.fundstream.projector.deadletter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A parked record that is at fault.
 *
 * @param projection with its version, {@code fund-v1}
 * @param key all zeros if the record's key cannot be read
 * @param seq null if it cannot be read
 * @param stackDigest equal for failures in the same place of the code
 * @param behind how many records wait behind it, counted up to 100 000
 */
public record Letter(
    String projection,
    UUID key,
    Place place,
    @Nullable Long seq,
    String reason,
    @Nullable String stackDigest,
    Instant parkedAt,
    long behind) {}
