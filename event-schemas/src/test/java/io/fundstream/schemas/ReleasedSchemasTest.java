package io.fundstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/**
 * Topics are read by people we do not know: what was released stays readable, in both directions,
 * for ever.
 */
class ReleasedSchemasTest {
  @Test
  void every_schema_is_compatible_in_both_directions_with_every_released_version_of_itself()
      throws Exception {
    for (Context context : ReleasedContexts.all()) {
      for (Schema now : context.schemas()) {
        for (Schema released : versionsOf(now, context)) {
          assertThat(SchemaEvolution.complaints(released, now)).isEmpty();
        }
      }
    }
  }

  @Test
  void every_event_type_has_been_released() throws Exception {
    for (Context context : ReleasedContexts.all()) {
      for (Schema now : context.schemas()) {
        assertThat(versionsOf(now, context))
            .as("%s: copy the .avsc to resources/released when it is released", now.getFullName())
            .isNotEmpty();
      }
    }
  }

  @Test
  void no_released_event_type_has_disappeared() throws Exception {
    for (Context context : ReleasedContexts.all()) {
      assertThat(context.schemas())
          .extracting(Schema::getName)
          .containsAll(ReleasedContexts.released(context));
    }
  }

  @Test
  void every_schema_file_is_of_an_event_that_its_context_lists() throws Exception {
    assertThat(ReleasedContexts.all()).isNotEmpty();
    for (Context context : ReleasedContexts.all()) {
      assertThat(context.schemas())
          .extracting(Schema::getName)
          .as("the sealed interface of %s permits a record for each .avsc", context.name())
          .containsExactlyInAnyOrderElementsOf(ReleasedContexts.current(context));
    }
  }

  @Test
  void no_two_schemas_share_a_fingerprint() throws Exception {
    Map<String, String> seen = new HashMap<>();
    for (Context context : ReleasedContexts.all()) {
      for (Schema schema : context.writers()) {
        String text = SchemaFingerprint.json(schema);
        String other = seen.put(HexFormat.of().formatHex(SchemaFingerprint.of(schema)), text);
        assertThat(other == null || other.equals(text))
            .as("%s and %s have one fingerprint", text, other)
            .isTrue();
      }
    }
  }

  @Test
  void a_changed_scale_is_refused_by_name_although_avro_would_allow_it() {
    assertThat(SchemaEvolution.complaints(fund("decimal", 20, 2), fund("decimal", 20, 4)))
        .containsExactly("Fund.size was decimal(20,2) and would become decimal(20,4)");
    assertThat(SchemaFingerprint.of(fund("decimal", 20, 2)))
        .isEqualTo(SchemaFingerprint.of(fund("decimal", 20, 4)));
    assertThat(SchemaFingerprint.sha256(fund("decimal", 20, 2)))
        .isNotEqualTo(SchemaFingerprint.sha256(fund("decimal", 20, 4)));
  }

  @Test
  void a_changed_precision_and_a_dropped_logical_type_are_refused_by_name() {
    assertThat(SchemaEvolution.complaints(fund("decimal", 20, 2), fund("decimal", 18, 2)))
        .containsExactly("Fund.size was decimal(20,2) and would become decimal(18,2)");
    assertThat(SchemaEvolution.complaints(fund("decimal", 20, 2), fund("", 0, 0)))
        .containsExactly("Fund.size was decimal(20,2) and would become bytes");
  }

  @Test
  void a_new_field_without_a_default_and_a_removed_one_are_refused_by_name() {
    Schema two =
        parse(
            """
            {"type":"record","namespace":"fundstream.fund","name":"Fund","fields":[
              {"name":"size","type":{"type":"bytes","logicalType":"decimal","precision":20,"scale":2}},
              {"name":"year","type":"int"}]}
            """);
    Schema one = fund("decimal", 20, 2);
    assertThat(SchemaEvolution.complaints(one, two)).singleElement().asString().contains("year");
    assertThat(SchemaEvolution.complaints(two, one)).singleElement().asString().contains("year");
  }

  private static List<Schema> versionsOf(Schema schema, Context context) {
    return context.released().stream()
        .filter(released -> released.getFullName().equals(schema.getFullName()))
        .toList();
  }

  private static Schema fund(String logicalType, int precision, int scale) {
    String type =
        logicalType.isEmpty()
            ? "\"bytes\""
            : """
            {"type":"bytes","logicalType":"%s","precision":%d,"scale":%d}\
            """
                .formatted(logicalType, precision, scale);
    return parse(
        """
        {"type":"record","namespace":"fundstream.fund","name":"Fund","fields":[{"name":"size","type":%s}]}
        """
            .formatted(type));
  }

  private static Schema parse(String json) {
    return new Schema.Parser().parse(json);
  }
}
