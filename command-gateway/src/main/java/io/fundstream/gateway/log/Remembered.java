package io.fundstream.gateway.log;

/** The answer that an idempotency key had, and the hash of the request it answered. */
@SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals where it matters
record Remembered(byte[] requestHash, Answer answer) {}
