package io.fundstream.schemas.registry;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.entities.Config;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A registry that speaks Confluent's REST API, through Confluent's own client.
 *
 * <p>The one class that knows this client. Confluent publishes it outside Maven Central only;
 * Flink's jar carries it, relocated. With {@code io.confluent:kafka-schema-registry-client} on the
 * class path instead, the imports change and nothing else. Safe for use by several threads. Answers
 * are cached for the life of the object, at most {@value #CACHED} schemas.
 */
public final class ConfluentSchemaRegistry implements AutoCloseable {
  private static final int CACHED = 10_000;
  private static final int TIMEOUT_MS = 5_000;

  private final CachedSchemaRegistryClient client;

  /**
   * Connects on the first call, not here.
   *
   * @param url the base address; for Apicurio it ends in {@code /apis/ccompat/v7}
   */
  public ConfluentSchemaRegistry(String url) {
    this.client =
        new CachedSchemaRegistryClient(
            List.of(url),
            CACHED,
            Map.of(
                "http.connect.timeout.ms", TIMEOUT_MS,
                "http.read.timeout.ms", TIMEOUT_MS,
                "max.retries", 0));
  }

  /**
   * Registers a schema, or finds it if it is there.
   *
   * @return the schema's id, the one that values carry
   * @throws RegistryRefused if it is not compatible with the subject's earlier versions
   * @throws RegistryUnavailable if the registry cannot be reached
   */
  public int register(String subject, String schemaJson) {
    return call(
        "registering " + subject, () -> client.register(subject, new AvroSchema(schemaJson)));
  }

  /**
   * The text of the schema with an id.
   *
   * @throws RegistryRefused if there is no such id
   * @throws RegistryUnavailable if the registry cannot be reached
   */
  public String schema(int id) {
    return call("reading schema " + id, () -> client.getSchemaById(id).canonicalString());
  }

  /**
   * From now on the registry refuses a schema that is not compatible with all earlier ones in both
   * directions.
   */
  public void requireFullTransitive() {
    call(
        "setting the compatibility",
        () -> client.updateConfig(null, new Config("FULL_TRANSITIVE")));
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static <T> T call(String what, RegistryCall<T> call) {
    try {
      return call.run();
    } catch (RestClientException e) {
      if (e.getStatus() >= 500 || e.getStatus() == 429) {
        throw new RegistryUnavailable(what + ": " + e.getMessage(), e);
      }
      throw new RegistryRefused(what + ": " + e.getMessage(), e.getStatus(), e);
    } catch (IOException e) {
      throw new RegistryUnavailable(what + ": " + e.getMessage(), e);
    }
  }

  private interface RegistryCall<T> {
    T run() throws IOException, RestClientException;
  }
}
