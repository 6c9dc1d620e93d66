package io.fundstream.projector.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that a projection reads. The relay makes them; we wait for it. */
final class SourceTopics {
  private static final int TIMEOUT_MS = 5_000;
  private static final long PAUSE_MS = 200;

  private SourceTopics() {}

  /**
   * Returns when all topics are there.
   *
   * @throws ExecutionException if Kafka cannot be reached
   */
  static void await(Map<String, Object> client, Set<String> topics)
      throws InterruptedException, ExecutionException {
    Map<String, Object> config = new HashMap<>(client);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    config.put(AdminClientConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    try (Admin admin = Admin.create(config)) {
      while (!exist(admin, topics)) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MS));
        if (Thread.interrupted()) {
          throw new InterruptedException("closing while waiting for topics");
        }
      }
    }
  }

  private static boolean exist(Admin admin, Set<String> topics)
      throws InterruptedException, ExecutionException {
    try {
      admin.describeTopics(topics).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false; // asked again
      }
      throw e;
    }
  }
}
