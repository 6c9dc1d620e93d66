package io.fundstream.gateway.command;

/**
 * An event ready for the log.
 *
 * @param type the full Avro name, such as {@code fundstream.fund.FundRegistered}
 * @param payload Avro single-object encoding, at most 1 MiB
 */
@SuppressWarnings("ArrayRecordComponent") // passed on, never compared
public record EncodedEvent(String type, byte[] payload) {}
