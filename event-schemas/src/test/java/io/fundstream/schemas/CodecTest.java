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

  private final SingleObject.Decoder decoder =
      new SingleObject.Decoder(FundContext.CONTEXT.writers());

  private static FundRegistered registered() {
    return new FundRegistered(
        "Press On Ventures Fund I",
        2020,
        "USD",
        new BigDecimal("100000000.00"),
        null,
        new BigDecimal("0.020000"),
        new BigDecimal("0.200000"),
        new BigDecimal("0.080000"));
  }

  @Test
  void an_event_in_the_log_has_the_bytes_that_avro_itself_writes() throws IOException {
    FundRegistered event = registered();
    GenericData.Record generic = new GenericData.Record(SCHEMA);
    generic.put("name", event.name());
    generic.put("vintageYear", event.vintageYear());
    generic.put("currency", event.currency());
    generic.put("targetSize", event.targetSize());
    generic.put("hardCap", event.hardCap());
    generic.put("managementFeeRate", event.managementFeeRate());
    generic.put("carryRate", event.carryRate());
    generic.put("hurdleRate", event.hurdleRate());
    ByteBuffer avro =
        new BinaryMessageEncoder<GenericData.Record>(LogicalTypes.DATA, SCHEMA).encode(generic);
    byte[] expected = new byte[avro.remaining()];
    avro.get(expected);
    assertThat(SingleObject.encode(event)).isEqualTo(expected);
  }

  @Test
  void an_event_that_an_older_writer_wrote_has_the_defaults_of_newer_fields() throws IOException {
    Schema older =
        new Schema.Parser()
            .parse(
                SchemaFingerprint.json(SCHEMA)
                    .replaceFirst("\\{\"name\":\"hardCap\".*?null\\},", ""));
    assertThat(older.getFields()).hasSize(7);
    GenericData.Record generic = new GenericData.Record(older);
    generic.put("name", "Old");
    generic.put("vintageYear", 1999);
    generic.put("currency", "USD");
    generic.put("targetSize", new BigDecimal("1.00"));
    generic.put("managementFeeRate", new BigDecimal("0.020000"));
    generic.put("carryRate", new BigDecimal("0.200000"));
    generic.put("hurdleRate", new BigDecimal("0.080000"));
    byte[] bytes =
        new BinaryMessageEncoder<GenericData.Record>(LogicalTypes.DATA, older)
            .encode(generic)
            .array();
    FundRegistered read =
        new SingleObject.Decoder(List.of(older, SCHEMA)).decode(bytes, FundRegistered.class);
    assertThat(read)
        .isEqualTo(
            new FundRegistered(
                "Old",
                1999,
                "USD",
                new BigDecimal("1.00"),
                null,
                new BigDecimal("0.020000"),
                new BigDecimal("0.200000"),
                new BigDecimal("0.080000")));
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
    assertThat(ConfluentWire.decode(value, SCHEMA).get("targetSize"))
        .isEqualTo(new BigDecimal("100000000.00"));
  }

  @Test
  void json_shows_decimals_as_strings_with_their_scale() {
    assertThat(json(SingleObject.encode(registered()), SCHEMA))
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
    FundDraftSaved saved = new FundDraftSaved(3, config);
    assertThat(json(SingleObject.encode(saved), EventCoder.of(FundDraftSaved.class).schema()))
        .isEqualTo("{\"configVersion\":3,\"config\":" + config + "}");
  }

  @Test
  void json_shows_lists_and_absent_values() {
    FundTermsAmended amended =
        new FundTermsAmended(List.of("hardCap"), null, null, null, null, null, null);
    assertThat(json(SingleObject.encode(amended), EventCoder.of(FundTermsAmended.class).schema()))
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
