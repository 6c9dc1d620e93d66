package io.fundstream.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;

/**
 * A bounded context as the wire knows it.
 *
 * @param name lower-case, the last part of its topic and of its Avro namespace
 * @param family the name of the context family: contexts whose events share partition keys, and so
 *     one {@code seq}
 * @param schemas what this version of the software writes, one record schema an event type
 * @param released every version ever released, which the log may therefore hold
 */
public record Context(String name, String family, List<Schema> schemas, List<Schema> released) {

  public Context {
    schemas =
        schemas.stream()
            .map(schema -> new Schema.Parser().parse(SchemaFingerprint.json(schema)))
            .toList();
    released = List.copyOf(released);
    for (Schema schema : schemas) {
      if (!schema.getNamespace().equals("fundstream." + name)) {
        throw new IllegalArgumentException(schema.getFullName() + " is not of context " + name);
      }
    }
  }

  /**
   * A context whose released schemas are the resources {@code
   * released/<context>/<Record>.<n>.avsc}, n from 1 without a gap.
   */
  public static Context of(String name, String family, List<Schema> schemas) {
    List<Schema> released = new ArrayList<>();
    schemas.forEach(schema -> released.addAll(released(name, schema.getName())));
    return new Context(name, family, schemas, released);
  }

  /** The released versions of an event type, the oldest first. */
  static List<Schema> released(String context, String event) {
    List<Schema> released = new ArrayList<>();
    for (int n = 1; ; n++) {
      String resource = "/released/%s/%s.%d.avsc".formatted(context, event, n);
      try (InputStream in = Context.class.getResourceAsStream(resource)) {
        if (in == null) {
          return released;
        }
        released.add(new Schema.Parser().parse(in));
      } catch (IOException e) {
        throw new UncheckedIOException(resource, e);
      }
    }
  }

  /** The topic of its events: {@code fundstream.<context>}. */
  public String topic() {
    return Topics.of(name);
  }

  /** The topic of notices about records that could not be applied. */
  public String deadLetterTopic() {
    return Topics.deadLetters(name);
  }

  /**
   * The schema that a payload in single-object encoding is written in.
   *
   * @throws MalformedEvent if it is none of this context's
   */
  public Schema writer(byte[] payload) {
    byte[] fingerprint = SingleObject.fingerprint(payload);
    return writers().stream()
        .filter(schema -> Arrays.equals(SchemaFingerprint.of(schema), fingerprint))
        .findFirst()
        .orElseThrow(() -> new MalformedEvent("no schema of " + name + " has this fingerprint"));
  }

  /** Released schemas and, before their release, the current ones: everything the log may hold. */
  public List<Schema> writers() {
    List<Schema> all = new ArrayList<>(released);
    all.addAll(schemas);
    return all;
  }
}
