package io.fundstream.gateway.command;

import java.util.UUID;

/**
 * A value that only one stream of the tenant may hold, such as an investor's e-mail.
 *
 * @param scope which kind of value, such as {@code investor.email}
 * @param value at most 2048 bytes of UTF-8, compared byte for byte
 * @param holder the stream that holds it
 * @param ifTaken what the loser is told
 */
public record Claim(String scope, String value, UUID holder, Refusal ifTaken) {}
