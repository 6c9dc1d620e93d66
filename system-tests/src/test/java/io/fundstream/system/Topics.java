package io.fundstream.system;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;

/** Kafka deletes records on request only where the topic's policy is to delete. */
final class Topics {
  private Topics() {}

  static Map<ConfigResource, Collection<AlterConfigOp>> deletable(String topic) {
    return policy(topic, "compact,delete");
  }

  static Map<ConfigResource, Collection<AlterConfigOp>> compacted(String topic) {
    return policy(topic, "compact");
  }

  private static Map<ConfigResource, Collection<AlterConfigOp>> policy(
      String topic, String policy) {
    ConfigEntry entry = new ConfigEntry("cleanup.policy", policy);
    return Map.of(
        new ConfigResource(ConfigResource.Type.TOPIC, topic),
        List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
  }
}
