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
import org.junit.jupiter.api.Test;

class CodecTest {
  private final SingleObject.Decoder decoder =
      new SingleObject.Decoder(FundContext.CONTEXT.writers());

  private static FundRegistered registered() {
    return FundRegistered.newBuilder()
        .setName("Press On Ventures Fund I")
        .setVintageYear(2020)
        .setCurrency("USD")
        .setTargetSize(new BigDecimal("100000000.00"))
        .setHardCap(null)
        .setManagementFeeRate(new BigDecimal("0.020000"))
        .setCarryRate(new BigDecimal("0.200000"))
        .setHurdleRate(new BigDecimal("0.080000"))
        .build();
  }

  @Test
  void an_event_in_the_log_has_the_bytes_that_avro_itself_writes() throws IOException {
    ByteBuffer avro = registered().toByteBuffer();
    byte[] expected = new byte[avro.remaining()];
    avro.get(expected);
    assertThat(SingleObject.encode(registered())).isEqualTo(expected);
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
    assertThat(ConfluentWire.decode(value, FundRegistered.getClassSchema()).get("targetSize"))
        .isEqualTo(new BigDecimal("100000000.00"));
  }

  @Test
  void json_shows_decimals_as_strings_with_their_scale() {
    assertThat(json(SingleObject.encode(registered()), FundRegistered.getClassSchema()))
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
    assertThat(json(SingleObject.encode(saved), FundDraftSaved.getClassSchema()))
        .isEqualTo("{\"configVersion\":3,\"config\":" + config + "}");
  }

  @Test
  void json_shows_lists_and_absent_values() {
    FundTermsAmended amended = FundTermsAmended.newBuilder().setChanged(List.of("hardCap")).build();
    assertThat(json(SingleObject.encode(amended), FundTermsAmended.getClassSchema()))
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
