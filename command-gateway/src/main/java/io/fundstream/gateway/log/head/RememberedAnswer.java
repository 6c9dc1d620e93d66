package io.fundstream.gateway.log.head;

import io.fundstream.gateway.log.Answer;

/** The answer that an idempotency key had, and the hash of the request it answered. */
@SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals where it matters
public record RememberedAnswer(byte[] requestHash, Answer answer) {}
