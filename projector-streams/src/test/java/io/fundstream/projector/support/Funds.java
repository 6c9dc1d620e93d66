package io.fundstream.projector.support;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.schemas.Context;
import io.fundstream.schemas.SingleObject;
import io.fundstream.schemas.fund.FundContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Events of one fund in the order of its seq, and notes of a second context between them. */
public final class Funds {
  private static final Schema NOTE =
      SchemaBuilder.record("NoteTaken")
          .namespace("fundstream.note")
          .fields()
          .requiredString("text")
          .endRecord();

  /** A context that exists in tests alone; it shares the fund's partition key and so its seq. */
  public static final Context NOTES = new Context("note", "fund", List.of(NOTE), List.of());

  private final UUID id;
  private long seq;
  private int version;
  private int notes;
  private int drafts;

  public Funds() {
    this(UUID.randomUUID());
  }

  public Funds(UUID id) {
    this.id = id;
  }

  public UUID id() {
    return id;
  }

  public long seq() {
    return seq;
  }

  public int version() {
    return version;
  }

  public TestEvent registered(String name) {
    return next(
        FundRegistered.builder()
            .name(name)
            .vintageYear(2024)
            .currency("USD")
            .targetSize(new BigDecimal("100000000.00"))
            .hardCap(new BigDecimal("120000000.00"))
            .managementFeeRate(new BigDecimal("0.020000"))
            .carryRate(new BigDecimal("0.200000"))
            .hurdleRate(new BigDecimal("0.080000"))
            .build());
  }

  public TestEvent renamed(String name) {
    return next(FundTermsAmended.builder().changed(List.of("name")).name(name).build());
  }

  public TestEvent hardCapRemoved() {
    return next(FundTermsAmended.builder().changed(List.of("hardCap")).build());
  }

  public TestEvent status(String from, String to) {
    return next(new FundStatusChanged(from, to, null));
  }

  public TestEvent draft(String config) {
    return next(new FundDraftSaved(++drafts, config));
  }

  public TestEvent published(int configVersion) {
    return next(new FundConfigPublished(configVersion));
  }

  /** An event of the second context, in a stream of its own under the fund's key. */
  public TestEvent note(String text) {
    GenericData.Record note = new GenericData.Record(NOTE);
    note.put("text", text);
    UUID stream = new UUID(id.getMostSignificantBits(), ~id.getLeastSignificantBits());
    return new TestEvent("note", id, ++seq, stream, ++notes, NOTE, bytes(note));
  }

  private static byte[] bytes(GenericData.Record note) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    try {
      new GenericDatumWriter<>(note.getSchema()).write(note, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private TestEvent next(FundEvent event) {
    byte[] bytes = SingleObject.encode(event);
    Schema schema = FundContext.CONTEXT.writer(bytes);
    byte[] record = Arrays.copyOfRange(bytes, SingleObject.HEADER, bytes.length);
    return new TestEvent("fund", id, ++seq, id, ++version, schema, record);
  }
}
