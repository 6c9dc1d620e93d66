package io.fundstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundTermsAmended;
import io.fundstream.schemas.fund.FundContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class CodecTest {
  private static final Schema SCHEMA = EventCoder.of(FundRegistered.class).schema();

  /** What an event without a strategy and a general partner is written in. */
  private static final Schema FIRST = released("FundRegistered", 0);

  private final SingleObject.Decoder decoder =
      new SingleObject.Decoder(FundContext.CONTEXT.writers());

  private static FundRegistered registered() {
    return FundRegistered.builder()
        .name("Press On Ventures Fund I")
        .vintageYear(2020)
        .currency("USD")
        .targetSize(new BigDecimal("100000000.00"))
        .managementFeeRate(new BigDecimal("0.020000"))
        .carryRate(new BigDecimal("0.200000"))
        .hurdleRate(new BigDecimal("0.080000"))
        .build();
  }

  @Test
  void an_event_of_any_type_has_the_bytes_that_avro_itself_writes_and_is_read_back()
      throws IOException {
    long seed = System.nanoTime();
    RandomRecords random = new RandomRecords(seed);
    for (Schema schema : FundContext.CONTEXT.schemas()) {
      for (int n = 0; n < 200; n++) {
        GenericData.Record record = random.record(schema);
        Event event =
            decoder.decode(avro(record, schema), FundContext.EVENTS.named(schema.getFullName()));
        Schema oldest = oldestWithAllValues(record);
        assertThat(SingleObject.encode(event))
            .as("seed %d: %s", seed, event)
            .isEqualTo(avro(in(oldest, record), oldest));
      }
    }
  }

  @Test
  void every_event_of_a_released_version_is_read_with_all_of_its_values() throws IOException {
    long seed = System.nanoTime();
    RandomRecords random = new RandomRecords(seed);
    for (Schema writer : FundContext.CONTEXT.released()) {
      for (int n = 0; n < 50; n++) {
        GenericData.Record written = random.record(writer);
        Event event =
            decoder.decode(avro(written, writer), FundContext.EVENTS.named(writer.getFullName()));
        Schema oldest = oldestWithAllValues(written);
        assertThat(SingleObject.encode(event))
            .as("seed %d: %s", seed, event)
            .isEqualTo(avro(in(oldest, written), oldest));
      }
    }
  }

  @Test
  void an_event_of_the_first_release_has_no_strategy_and_one_of_the_second_keeps_it()
      throws IOException {
    Schema first = released("FundRegistered", 0);
    Schema second = released("FundRegistered", 1);
    GenericData.Record old = new RandomRecords(1).record(first);
    GenericData.Record newer = new RandomRecords(1).record(second);
    newer.put("strategy", "Buyout");
    assertThat(decoder.decode(avro(old, first), FundRegistered.class).strategy()).isNull();
    assertThat(decoder.decode(avro(newer, second), FundRegistered.class).strategy())
        .isEqualTo("Buyout");
  }

  @Test
  void an_event_of_a_newer_writer_is_read_without_the_fields_that_this_version_does_not_know()
      throws IOException {
    Schema newer =
        new Schema.Parser()
            .parse(
                SchemaFingerprint.json(SCHEMA)
                    .replaceFirst(
                        "\\{\"name\":\"hardCap\"",
                        "{\"name\":\"domicile\",\"type\":[\"null\",\"string\"],\"default\":null},$0"));
    GenericData.Record record = new RandomRecords(2).record(newer);
    record.put("domicile", "LU");
    FundRegistered read =
        new SingleObject.Decoder(List.of(newer)).decode(avro(record, newer), FundRegistered.class);
    assertThat(read.name()).isEqualTo(record.get("name"));
    assertThat(read.hardCap()).isEqualTo(record.get("hardCap"));
    assertThat(read.carryRate()).isEqualTo(record.get("carryRate"));
  }

  @Test
  void a_record_without_a_field_that_must_be_there_is_not_made_and_the_field_is_named() {
    assertThatThrownBy(() -> FundRegistered.builder().name("Half").build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("vintageYear");
  }

  @Test
  void an_event_that_uses_no_new_field_is_written_as_the_first_release_wrote_it() {
    FundRegistered plain = registered();
    assertThat(SingleObject.fingerprint(SingleObject.encode(plain)))
        .isEqualTo(SchemaFingerprint.of(released("FundRegistered", 0)));
    FundRegistered.Builder builder = FundRegistered.builder().name("New").vintageYear(2026);
    FundRegistered named =
        builder
            .currency("USD")
            .targetSize(plain.targetSize())
            .managementFeeRate(plain.managementFeeRate())
            .carryRate(plain.carryRate())
            .hurdleRate(plain.hurdleRate())
            .generalPartner("GP")
            .build();
    assertThat(SingleObject.fingerprint(SingleObject.encode(named)))
        .isEqualTo(SchemaFingerprint.of(released("FundRegistered", 1)));
    assertThat(decoder.decode(SingleObject.encode(named), FundRegistered.class)).isEqualTo(named);
  }

  @Test
  void every_truncation_of_an_older_version_is_refused() throws IOException {
    Schema first = released("FundTermsAmended", 0);
    byte[] payload = avro(new RandomRecords(3).record(first), first);
    for (int length = 0; length < payload.length; length++) {
      byte[] cut = Arrays.copyOf(payload, length);
      assertThatThrownBy(() -> decoder.decode(cut, FundTermsAmended.class))
          .as("cut to %d bytes", length)
          .isInstanceOf(MalformedEvent.class);
    }
  }

  /** The first released version in which nothing of the record is lost; else its own. */
  private static Schema oldestWithAllValues(GenericData.Record record) {
    Schema own = record.getSchema();
    return FundContext.CONTEXT.released().stream()
        .filter(schema -> schema.getFullName().equals(own.getFullName()))
        .filter(schema ->
            own.getFields().stream()
                .allMatch(field ->
                    schema.getField(field.name()) != null || record.get(field.name()) == null))
        .findFirst()
        .orElse(own);
  }

  private static GenericData.Record in(Schema schema, GenericData.Record record) {
    GenericData.Record same = new GenericData.Record(schema);
    schema.getFields().forEach(field -> same.put(field.pos(), record.get(field.name())));
    return same;
  }

  private static Schema released(String name, int version) {
    return FundContext.CONTEXT.released().stream()
        .filter(schema -> schema.getName().equals(name))
        .toList()
        .get(version);
  }

  private static byte[] avro(GenericData.Record record, Schema schema) throws IOException {
    ByteBuffer avro =
        new BinaryMessageEncoder<GenericData.Record>(LogicalTypes.DATA, schema).encode(record);
    byte[] bytes = new byte[avro.remaining()];
    avro.get(bytes);
    return bytes;
  }

  @Test
  void what_was_written_is_read_back() {
    byte[] payload = SingleObject.encode(registered());
    assertThat(decoder.decode(payload, FundRegistered.class)).isEqualTo(registered());
  }

  @Test
  void kafka_holds_the_same_record_behind_a_shorter_header() {
    byte[] payload = SingleObject.encode(registered());
    byte[] value = ConfluentWire.frame(0x01020304, payload);
    assertThat(Arrays.copyOf(value, 5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(ConfluentWire.schemaId(value)).isEqualTo(0x01020304);
    assertThat(value.length).isEqualTo(payload.length - 5);
    assertThat(ConfluentWire.decode(value, FIRST).get("targetSize"))
        .isEqualTo(new BigDecimal("100000000.00"));
  }

  @Test
  void json_shows_decimals_as_strings_with_their_scale() {
    assertThat(json(SingleObject.encode(registered()), FIRST))
        .isEqualTo(
            """
            {"name":"Press On Ventures Fund I","vintageYear":2020,"currency":"USD",\
            "targetSize":"100000000.00","hardCap":null,"managementFeeRate":"0.020000",\
            "carryRate":"0.200000","hurdleRate":"0.080000"}\
            """);
  }

  @Test
  void json_keeps_a_configuration_byte_for_byte() {
    String config = "{ \"b\" : 1.0,  \"a\":\"\u00fc\", \"n\":1e2 }";
    FundDraftSaved saved = FundDraftSaved.builder().configVersion(3).config(config).build();
    assertThat(json(SingleObject.encode(saved), EventCoder.of(FundDraftSaved.class).schema()))
        .isEqualTo("{\"configVersion\":3,\"config\":" + config + "}");
  }

  @Test
  void json_shows_lists_and_absent_values() {
    FundTermsAmended amended = FundTermsAmended.builder().changed(List.of("hardCap")).build();
    assertThat(json(SingleObject.encode(amended), released("FundTermsAmended", 0)))
        .startsWith("{\"changed\":[\"hardCap\"],\"name\":null");
  }

  @Test
  void a_payload_of_an_unknown_schema_is_refused() {
    byte[] payload = SingleObject.encode(registered());
    payload[2] ^= 1;
    assertThatThrownBy(() -> decoder.decode(payload, FundRegistered.class))
        .isInstanceOf(MalformedEvent.class)
        .hasMessageContaining("fingerprint");
  }

  @Test
  void every_truncation_and_every_extra_byte_is_refused() {
    byte[] payload = SingleObject.encode(registered());
    for (int length = 0; length < payload.length; length++) {
      byte[] cut = Arrays.copyOf(payload, length);
      assertThatThrownBy(() -> decoder.decode(cut, FundRegistered.class))
          .as("cut to %d bytes", length)
          .isInstanceOf(MalformedEvent.class);
    }
    byte[] longer = Arrays.copyOf(payload, payload.length + 1);
    assertThatThrownBy(() -> decoder.decode(longer, FundRegistered.class))
        .isInstanceOf(MalformedEvent.class);
  }

  @Test
  void random_bytes_are_an_event_or_are_refused_and_nothing_else_happens() {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] head = Arrays.copyOf(SingleObject.encode(registered()), SingleObject.HEADER);
    List<Schema> schemas = FundContext.CONTEXT.schemas();
    for (int n = 0; n < 20_000; n++) {
      Schema schema = schemas.get(n % schemas.size());
      byte[] bytes = new byte[SingleObject.HEADER + random.nextInt(64)];
      random.nextBytes(bytes);
      if (n % 2 == 0) {
        System.arraycopy(head, 0, bytes, 0, head.length);
      }
      try {
        decoder.decode(bytes, FundRegistered.class);
        AvroJson.text(ConfluentWire.decode(ConfluentWire.frame(1, bytes), schema));
      } catch (MalformedEvent refused) {
        assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank();
      } catch (RuntimeException | OutOfMemoryError other) {
        throw new AssertionError("seed " + seed + ", case " + n, other);
      }
    }
  }

  private static String json(byte[] payload, Schema schema) {
    return AvroJson.text(ConfluentWire.decode(ConfluentWire.frame(1, payload), schema));
  }
}
