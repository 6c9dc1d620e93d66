package io.fundstream.parts;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether a broker serves. */
public final class KafkaAnswers {
  private KafkaAnswers() {}

  public static boolean at(String bootstrapServers) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "reconnect.backoff.ms", 20,
            "reconnect.backoff.max.ms", 100,
            "default.api.timeout.ms", 1500,
            "request.timeout.ms", 1000);
    try (Admin admin = Admin.create(client)) {
      return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
