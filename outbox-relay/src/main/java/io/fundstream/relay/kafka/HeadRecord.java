package io.fundstream.relay.kafka;

import io.fundstream.relay.plan.Head;
import io.fundstream.schemas.Instants;
import io.fundstream.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A head in the topic {@link Topics#RELAY_HEADS}. Key: the partition key as text. Value, big
 * endian: 8 bytes {@code seq}, 8 bytes microseconds of {@code recorded_at}, 32 bytes hash.
 */
final class HeadRecord {
  private static final int SIZE = 8 + 8 + Head.HASH;

  private HeadRecord() {}

  static ProducerRecord<byte[], byte[]> of(UUID key, Head head) {
    byte[] value =
        ByteBuffer.allocate(SIZE)
            .putLong(head.seq())
            .putLong(Instants.micros(head.recordedAt()))
            .put(head.hash())
            .array();
    return new ProducerRecord<>(
        Topics.RELAY_HEADS, 0, key.toString().getBytes(StandardCharsets.US_ASCII), value);
  }

  static Head read(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    long seq = in.getLong();
    long micros = in.getLong();
    byte[] hash = new byte[Head.HASH];
    in.get(hash);
    return new Head(seq, hash, Instants.ofMicros(micros));
  }
}
