package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Intent;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way into the log.
 *
 * @param idempotency null when the caller sent no key
 * @param effectiveOn the business date of its events
 * @param bytes about how much memory it holds while it waits
 */
public record Submission(
    UUID tenant,
    Intent intent,
    Precondition precondition,
    @Nullable IdempotencyKey idempotency,
    Origin origin,
    LocalDate effectiveOn,
    Reply reply,
    int bytes) {}
