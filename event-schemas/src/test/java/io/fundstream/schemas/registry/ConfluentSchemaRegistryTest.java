package io.fundstream.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fundstream.parts.TestRegistry;
import io.fundstream.schemas.SchemaFingerprint;
import io.fundstream.schemas.fund.FundContext;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Confluent's client against a real registry. */
class ConfluentSchemaRegistryTest {
  private final ConfluentSchemaRegistry registry =
      new ConfluentSchemaRegistry(TestRegistry.shared().url());

  @Test
  void a_registered_schema_comes_back_by_its_id_with_everything_that_readers_need() {
    for (Schema schema : FundContext.CONTEXT.schemas()) {
      String subject = Subjects.of("fundstream.fund", schema.getFullName());
      int id = registry.register(subject, SchemaFingerprint.json(schema));
      // A second client, so that the answer is the registry's and not the cache's.
      String text = new ConfluentSchemaRegistry(TestRegistry.shared().url()).schema(id);
      Schema back = new Schema.Parser().parse(text);
      assertThat(back).isEqualTo(schema);
      assertThat(SchemaFingerprint.of(back)).isEqualTo(SchemaFingerprint.of(schema));
    }
  }

  @Test
  void registering_twice_gives_the_same_id() {
    String json = SchemaFingerprint.json(FundContext.CONTEXT.schemas().getFirst());
    assertThat(registry.register("twice", json)).isEqualTo(registry.register("twice", json));
  }

  @Test
  void a_schema_that_old_readers_cannot_read_is_refused() {
    registry.requireFullTransitive();
    registry.register("refused", record("{\"name\":\"a\",\"type\":\"int\"}"));
    assertThatThrownBy(
            () -> registry.register("refused", record("{\"name\":\"b\",\"type\":\"int\"}")))
        .isInstanceOfSatisfying(
            RegistryRefused.class, refused -> assertThat(refused.status()).isEqualTo(409));
  }

  @Test
  void an_id_that_nobody_registered_is_refused() {
    assertThatThrownBy(() -> registry.schema(1_000_000_000))
        .isInstanceOfSatisfying(
            RegistryRefused.class, refused -> assertThat(refused.status()).isEqualTo(404));
  }

  @Test
  void a_registry_that_is_away_is_unavailable_not_a_refusal() {
    assertThatThrownBy(() -> new ConfluentSchemaRegistry("http://127.0.0.1:1").schema(1))
        .isInstanceOf(RegistryUnavailable.class);
  }

  private static String record(String field) {
    return "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"fundstream.test\",\"fields\":["
        + field
        + "]}";
  }
}
