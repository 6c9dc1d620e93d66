package io.fundstream.audit.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Where a record says it stands: its partition key, seq and time of recording. Only used to look
 * the event up; whether the record says the truth is checked afterwards.
 */
record Position(UUID partitionKey, long seq, @Nullable Instant recordedAt) {
  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SEQ = Pattern.compile("[1-9][0-9]{0,17}");

  /** The position of a record, or null when its key or seq cannot be read. */
  static @Nullable Position of(ConsumerRecord<byte[], byte[]> record) {
    String key = text(record.key());
    String seq = header(record, "ce_partitionseq");
    if (!UUID_TEXT.matcher(key).matches() || seq == null || !SEQ.matcher(seq).matches()) {
      return null;
    }
    return new Position(UUID.fromString(key), Long.parseLong(seq), instant(record));
  }

  static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : text(header.value());
  }

  private static String text(byte @Nullable [] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
  }

  private static @Nullable Instant instant(ConsumerRecord<byte[], byte[]> record) {
    String time = header(record, "ce_time");
    try {
      return time == null ? null : Instant.parse(time);
    } catch (DateTimeParseException e) {
      return null; // Looked up without it then; the comparison names the header.
    }
  }
}
