package io.fundstream.system.check;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A configuration of a fund: as folded, or as read.
 *
 * @param version the fund's version that changed it last
 * @param publishedAt microseconds since 1970; null while it is a draft
 */
public record ConfigState(
    UUID fund,
    int configVersion,
    int version,
    String text,
    String status,
    long createdAt,
    @Nullable Long publishedAt) {}
