package io.fundstream.system.fault;

import io.fundstream.parts.KafkaContents;
import io.fundstream.system.stack.StackProcess;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/** Harm that an administrator of Kafka can do. */
final class Brokers implements AutoCloseable {
  private final Admin admin;

  Brokers(StackProcess stack) {
    admin = Admin.create(Map.of("bootstrap.servers", stack.endpoints().kafka()));
  }

  /** Deletes every record of a topic with one partition. */
  void empty(String topic) {
    // Records are deleted on request only where the policy is to delete.
    policy(topic, "compact,delete");
    await(
        admin
            .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(-1)))
            .all());
    policy(topic, "compact");
  }

  private void policy(String topic, String policy) {
    ConfigEntry entry = new ConfigEntry("cleanup.policy", policy);
    Map<ConfigResource, Collection<AlterConfigOp>> change =
        Map.of(
            new ConfigResource(ConfigResource.Type.TOPIC, topic),
            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
    await(admin.incrementalAlterConfigs(change).all());
  }

  /** Throws out the members that are still counted and deletes every group with its offsets. */
  void forgetGroups() {
    try {
      KafkaContents.deleteGroups(admin);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
