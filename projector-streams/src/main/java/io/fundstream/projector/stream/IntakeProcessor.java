package io.fundstream.projector.stream;

import io.fundstream.projector.fold.RawRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** The one processor of the topology: hands records to the thread's intake. */
final class IntakeProcessor extends ContextualProcessor<byte[], byte[], Void, Void> {
  private final IntakeClients clients;

  IntakeProcessor(IntakeClients clients) {
    this.clients = clients;
  }

  @Override
  public void process(Record<byte[], byte[]> in) {
    RecordMetadata at =
        context()
            .recordMetadata()
            .orElseThrow(() -> new IllegalStateException("a source record has a place"));
    Map<String, byte[]> headers = new HashMap<>();
    for (Header header : in.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      } else {
        headers.remove(header.key());
      }
    }
    clients
        .intake()
        .take(
            new RawRecord(at.topic(), at.partition(), at.offset(), in.key(), in.value(), headers));
  }
}
