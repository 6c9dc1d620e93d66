package io.fundstream.relay.source;

import io.fundstream.relay.kafka.CommittedState;
import io.fundstream.relay.kafka.KafkaSettings;
import io.fundstream.relay.kafka.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Where Debezium finds out from where to stream: the position that was committed to Kafka together
 * with the records it covers. {@code set} writes nothing, because the relay's transaction has
 * written it already; it is only remembered, since Debezium asks for it back each time before it
 * confirms it to the slot.
 */
public final class CommittedOffsetStore implements OffsetBackingStore {
  static final String BOOTSTRAP = "offset.storage.fundstream.bootstrap";

  /** The position that the relay found or made; a later one is fine, an earlier one is not. */
  static final String AT_LEAST = "offset.storage.fundstream.lsn";

  private @Nullable KafkaSettings settings;
  private long atLeast;
  private final Map<ByteBuffer, ByteBuffer> committed = new ConcurrentHashMap<>();

  @Override
  public void configure(WorkerConfig config) {
    settings = KafkaSettings.reading(required(config, BOOTSTRAP));
    atLeast = Long.parseLong(required(config, AT_LEAST));
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}

  /**
   * One position, whatever the key: there is one slot. It is given as a bare start without
   * Debezium's own search for the last event: repeated rows are recognised by their {@code seq}.
   */
  @Override
  public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
    Map<ByteBuffer, ByteBuffer> offsets = new HashMap<>();
    for (ByteBuffer key : keys) {
      ByteBuffer known = committed.computeIfAbsent(key, unknown -> ByteBuffer.wrap(first()));
      offsets.put(key, known.duplicate());
    }
    return CompletableFuture.completedFuture(offsets);
  }

  private byte[] first() {
    if (settings == null) {
      throw new ConnectException("the offset store was not configured");
    }
    SourcePosition position = new CommittedState(settings).awaitPosition(atLeast);
    return ("{\"lsn\":" + position.lsn() + "}").getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, @Nullable Callback<Void> callback) {
    committed.putAll(values);
    if (callback != null) {
      callback.onCompletion(null, null);
    }
    return CompletableFuture.completedFuture(null);
  }

  private static String required(WorkerConfig config, String name) {
    String value = config.originalsStrings().get(name);
    if (value == null) {
      throw new ConnectException(name + " is not set");
    }
    return value;
  }

  @Override
  public Set<Map<String, Object>> connectorPartitions(String connectorName) {
    return Set.of();
  }
}
