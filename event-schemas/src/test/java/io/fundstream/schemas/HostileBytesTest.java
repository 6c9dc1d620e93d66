package io.fundstream.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.schemas.fund.FundContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, decoding ends in an event or in the declared refusal, on little memory. */
class HostileBytesTest {
  private static final int CASES = 100_000;

  /** Far more than the longest case needs, far less than any length that a prefix can claim. */
  private static final long MEMORY = 4 << 20;

  private static final List<FundEvent> EVENTS =
      List.of(
          FundRegistered.builder()
              .name("Ürsprung \u0000 & Söhne \uD83D\uDE80")
              .vintageYear(2020)
              .currency("USD")
              .targetSize(new BigDecimal("999999999999999999.99"))
              .hardCap(new BigDecimal("0.01"))
              .managementFeeRate(new BigDecimal("0.020000"))
              .carryRate(new BigDecimal("0.200000"))
              .hurdleRate(new BigDecimal("0.080000"))
              .build(),
          FundListed.builder().name("Listed").vintageYear(2021).currency("EUR").build(),
          FundTermsAmended.builder()
              .changed(List.of("name", "hardCap", "strategy"))
              .name("Another")
              .strategy("Buyout")
              .build(),
          new FundDraftSaved(3, "{\"a\":[1,2,3]}"),
          new FundConfigPublished(2),
          new FundStatusChanged("FUNDRAISING", "INVESTING", "because"));

  private final SingleObject.Decoder decoder =
      new SingleObject.Decoder(FundContext.CONTEXT.writers());

  @Test
  void a_hundred_thousand_harmed_records_are_events_or_are_refused() {
    long seed = Long.getLong("fundstream.seed", System.nanoTime());
    System.out.println("seed " + seed + " (repeat with -Dfundstream.seed=" + seed + ")");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int refused = 0;
    for (int n = 0; n < CASES; n++) {
      FundEvent event = EVENTS.get(random.nextInt(EVENTS.size()));
      byte[] bytes = harmed(SingleObject.encode(event), random);
      int number = n;
      refused +=
          refusals(
              bytes,
              event,
              () -> "seed %d, case %d: %s".formatted(seed, number, Arrays.toString(bytes)));
    }
    // Many a flipped bit gives another event; most harm must be seen all the same.
    assertThat(refused).isGreaterThan(CASES);
  }

  @Test
  void a_reader_that_met_harmed_records_reads_the_next_one_as_a_new_reader_does() {
    long seed = Long.getLong("fundstream.seed", System.nanoTime());
    System.out.println("seed " + seed + " (repeat with -Dfundstream.seed=" + seed + ")");
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    for (FundEvent event : EVENTS) {
      Schema schema = FundContext.CONTEXT.writer(SingleObject.encode(event));
      DatumReader<GenericRecord> generic = ConfluentWire.reader(schema);
      EventCoder.Reading<? extends FundEvent> specific =
          EventCoder.of(event.getClass()).reading(schema);
      byte[] payload = SingleObject.encode(event);
      byte[] good = ConfluentWire.frame(7, payload);
      for (int n = 0; n < 2_000; n++) {
        byte[] bad = harmed(payload.clone(), random);
        refusedOrRead(
            () -> ConfluentWire.decode(ConfluentWire.frame(7, bad), generic), () -> "seed " + seed);
        refusedOrRead(
            () -> ConfluentWire.decode(ConfluentWire.frame(7, bad), specific),
            () -> "seed " + seed);
        assertThat(AvroJson.text(ConfluentWire.decode(good, generic)))
            .isEqualTo(AvroJson.text(ConfluentWire.decode(good, schema)));
        assertThat(ConfluentWire.decode(good, specific)).isEqualTo(event);
      }
    }
  }

  /** How often of three ways the bytes were refused. */
  private int refusals(byte[] bytes, FundEvent event, Supplier<String> which) {
    Schema schema = FundContext.CONTEXT.writer(SingleObject.encode(event));
    int id = bytes.length;
    return refusedOrRead(() -> decoder.decode(bytes, event.getClass()), which)
        + refusedOrRead(
            () -> AvroJson.text(ConfluentWire.decode(ConfluentWire.frame(id, bytes), schema)),
            which)
        + refusedOrRead(
            () ->
                ConfluentWire.decode(
                    ConfluentWire.frame(id, bytes),
                    EventCoder.of(FundRegistered.class).reading(schema)),
            which);
  }

  private static int refusedOrRead(Runnable decoding, Supplier<String> which) {
    try {
      decoding.run();
      return 0;
    } catch (MalformedEvent refused) {
      assertThat(refused.getMessage()).as(which).isNotBlank();
      return 1;
    } catch (RuntimeException | Error other) {
      throw new AssertionError(which.get(), other);
    }
  }

  private static byte[] harmed(byte[] payload, RandomGenerator random) {
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(payload, random.nextInt(payload.length));
      case 1 -> flipped(payload, 1 + random.nextInt(4), 0, random);
      case 2 -> flipped(payload, 1 + random.nextInt(4), SingleObject.HEADER, random);
      case 3 -> Arrays.copyOf(payload, payload.length + 1 + random.nextInt(8));
      case 4 -> randomBehind(payload, random);
      default -> spliced(payload, random);
    };
  }

  private static byte[] flipped(byte[] payload, int bits, int from, RandomGenerator random) {
    for (int i = 0; i < bits; i++) {
      payload[from + random.nextInt(payload.length - from)] ^= (byte) (1 << random.nextInt(8));
    }
    return payload;
  }

  private static byte[] randomBehind(byte[] payload, RandomGenerator random) {
    byte[] bytes = new byte[SingleObject.HEADER + random.nextInt(128)];
    random.nextBytes(bytes);
    System.arraycopy(payload, 0, bytes, 0, SingleObject.HEADER);
    return bytes;
  }

  /** A length that says more than there is, anywhere in the record. */
  private static byte[] spliced(byte[] payload, RandomGenerator random) {
    int at = SingleObject.HEADER + random.nextInt(payload.length - SingleObject.HEADER);
    byte[] length = written(out -> number(out, random.nextLong() >>> random.nextInt(64)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(payload, 0, at);
    bytes.writeBytes(length);
    bytes.write(payload, at, payload.length - at);
    return bytes.toByteArray();
  }

  @Test
  void a_length_that_claims_gigabytes_takes_no_memory() {
    byte[] name = SingleObject.encode(EVENTS.getFirst());
    byte[] list = SingleObject.encode(EVENTS.get(1));
    // The first decoding of each kind loads classes, which would be counted.
    assertThatThrownBy(() -> decoder.decode(behindHeader(name, 1), FundRegistered.class));
    assertThatThrownBy(() -> decoder.decode(behindHeader(list, 1), FundTermsAmended.class));
    for (long claimed :
        List.of(1L << 24, 1L << 28, (1L << 31) - 9, (1L << 31) - 1, 1L << 31, 1L << 40, -1L)) {
      refusedOnLittleMemory(behindHeader(name, claimed), FundRegistered.class);
      refusedOnLittleMemory(behindHeader(list, claimed), FundTermsAmended.class);
      // A block of a list may be given by a negative count and its size in bytes.
      refusedOnLittleMemory(behindHeader(list, -claimed, claimed), FundTermsAmended.class);
    }
  }

  private void refusedOnLittleMemory(byte[] bytes, Class<? extends FundEvent> type) {
    long before = allocated();
    assertThatThrownBy(() -> decoder.decode(bytes, type))
        .as(Arrays.toString(bytes))
        .isInstanceOf(MalformedEvent.class);
    assertThat(allocated() - before).as(Arrays.toString(bytes)).isLessThan(MEMORY);
  }

  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }

  private static byte[] behindHeader(byte[] payload, long... numbers) {
    return written(bytes -> {
      bytes.write(payload, 0, SingleObject.HEADER);
      for (long number : numbers) {
        number(bytes, number);
      }
      bytes.writeBytes(new byte[] {2, 'x', 2, 'y'});
    });
  }

  private static byte[] written(Consumer<ByteArrayOutputStream> writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writing.accept(out);
    return out.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, long value) {
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      encoder.writeLong(value);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError("writing to memory", e);
    }
  }
}
