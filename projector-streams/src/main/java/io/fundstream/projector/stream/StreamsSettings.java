package io.fundstream.projector.stream;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams is told.
 *
 * @param client what every Kafka client of this process is given: addresses, security
 * @param instance this instance's name among those that share the work; its threads are static
 *     members of the group
 * @param threads stream threads of a version that serves
 * @param fillingThreads stream threads of a version that is being filled, which are given back when
 *     it serves; never fewer than the others
 * @param commitMs how often offsets are committed, in milliseconds; rows do not wait for it
 */
public record StreamsSettings(
    Map<String, Object> client, String instance, int threads, int fillingThreads, int commitMs) {
  private static final int MIB = 1 << 20;

  public StreamsSettings {
    client = Map.copyOf(client);
    fillingThreads = Math.max(threads, fillingThreads);
  }

  Map<String, Object> of(String applicationId, int threads) {
    Map<String, Object> all = new HashMap<>(client);
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    all.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId + "-" + instance);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    // The new protocols bypass the consumer's commit, and with it the database.
    all.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitMs);
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    all.put(StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir"));
    all.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    // Streams then takes from several topics in the order of recording, so that little has to wait
    // for its turn in memory, and never waits for a topic that has nothing more.
    all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, 0L);
    consumer(all, ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
    // The shortest session that brokers take by default. The others learn of its end with their
    // next heartbeat, so that they have a killed member's parts within about 7 s.
    consumer(all, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
    consumer(all, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
    consumer(all, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer(all, ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    consumer(all, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    consumer(all, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MIB);
    all.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 4_000);
    return all;
  }

  private static void consumer(Map<String, Object> all, String name, Object value) {
    all.put(StreamsConfig.mainConsumerPrefix(name), value);
  }
}
