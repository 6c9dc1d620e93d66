package io.fundstream.projector.deadletter;

import org.jspecify.annotations.Nullable;

/**
 * A parked record with its bytes.
 *
 * @param progress the seq up to which its key is applied
 * @param headers as JSON; what is not clean text is {@code {"base64": "…"}}
 * @param record its first 65 536 bytes; null if it had no value
 * @param size all its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // shown, never compared
public record Detail(
    Letter letter,
    @Nullable Long progress,
    String headers,
    byte @Nullable [] key,
    byte @Nullable [] record,
    long size) {}
