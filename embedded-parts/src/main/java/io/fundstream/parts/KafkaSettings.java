package io.fundstream.parts;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * How to run one broker that is also its own controller.
 *
 * @param folder its log segments and its log file go below it
 * @param port for clients
 * @param controllerPort for the broker itself
 * @param overrides Kafka's own settings, stronger than those that are always set
 */
public record KafkaSettings(
    Path folder, int port, int controllerPort, Map<String, String> overrides) {
  public static final int NODE = 1;

  /**
   * Sizes for one machine: few internal partitions make a fast start, a small cleaner buffer a
   * small heap. The short broker session makes a broker that was killed come back in 3 s, not 12.
   */
  public static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("process.roles", "broker,controller"),
          Map.entry("node.id", Integer.toString(NODE)),
          Map.entry("controller.listener.names", "CONTROLLER"),
          Map.entry("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT"),
          Map.entry("auto.create.topics.enable", "false"),
          Map.entry("broker.session.timeout.ms", "1000"),
          Map.entry("broker.heartbeat.interval.ms", "200"),
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "4"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "1"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("log.cleaner.dedupe.buffer.size", "8388608"),
          Map.entry("controlled.shutdown.enable", "false"));

  public KafkaSettings {
    overrides = Map.copyOf(overrides);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("kafka.log");
  }

  /** All of it in Kafka's own words. */
  Map<String, String> toKafka() {
    Map<String, String> all = new TreeMap<>(ALWAYS);
    String client = "PLAINTEXT://127.0.0.1:" + port;
    all.put("listeners", client + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.put("advertised.listeners", client);
    all.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    all.put("log.dirs", data().toString());
    all.putAll(overrides);
    return all;
  }
}
