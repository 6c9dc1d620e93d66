package io.fundstream.relay.schema;

import io.fundstream.relay.Refused;
import io.fundstream.schemas.SingleObject;
import io.fundstream.schemas.registry.ConfluentSchemaRegistry;
import io.fundstream.schemas.registry.RegistryRefused;
import io.fundstream.schemas.registry.Subjects;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/**
 * Registers what the database's {@code event_schema} holds and knows the ids. Not safe for use by
 * several threads.
 */
public final class SchemaIds {
  private static final String NAMESPACE = "fundstream.";

  private final ConfluentSchemaRegistry registry;
  private final Supplier<List<StoredSchema>> stored;
  private final Map<Long, Integer> ids = new HashMap<>();
  private final Set<String> contexts = new TreeSet<>();

  /**
   * Asks neither yet.
   *
   * @param stored reads {@code event_schema}
   */
  public SchemaIds(ConfluentSchemaRegistry registry, Supplier<List<StoredSchema>> stored) {
    this.registry = registry;
    this.stored = stored;
  }

  /**
   * Makes the registry demand FULL_TRANSITIVE, then registers every stored schema.
   *
   * @throws Refused if the registry refuses a schema as incompatible
   * @throws io.fundstream.schemas.registry.RegistryUnavailable if the registry is away
   */
  public void registerAll() {
    registry.requireFullTransitive();
    registerNew();
  }

  /** The contexts that have a schema: their namespaces without the prefix, in order. */
  public Set<String> contexts() {
    return Set.copyOf(contexts);
  }

  /**
   * The registry's id of a payload's schema. One that is not known yet is looked for in the
   * database and registered: a newer gateway has brought it.
   *
   * @throws UnknownSchema if the database does not hold it either
   * @throws io.fundstream.schemas.MalformedEvent if the payload is not in single-object encoding
   */
  public int id(byte[] payload) {
    byte[] fingerprint = SingleObject.fingerprint(payload);
    long key = ByteBuffer.wrap(fingerprint).getLong();
    Integer id = ids.get(key);
    if (id == null) {
      registerNew();
      id = ids.get(key);
    }
    if (id == null) {
      throw new UnknownSchema(HexFormat.of().formatHex(fingerprint));
    }
    return id;
  }

  private void registerNew() {
    for (StoredSchema schema : stored.get()) {
      if (!ids.containsKey(schema.fingerprint())) {
        ids.put(schema.fingerprint(), register(schema.json()));
      }
    }
  }

  private int register(String json) {
    Schema schema = new Schema.Parser().parse(json);
    String topic = schema.getNamespace();
    if (topic == null || !topic.startsWith(NAMESPACE) || topic.length() == NAMESPACE.length()) {
      throw new Refused("the schema " + schema.getFullName() + " is in no fundstream.<context>");
    }
    contexts.add(topic.substring(NAMESPACE.length()));
    try {
      return registry.register(Subjects.of(topic, schema.getFullName()), json);
    } catch (RegistryRefused e) {
      throw new Refused("the registry refuses a schema of the event log: " + e.getMessage());
    }
  }
}
