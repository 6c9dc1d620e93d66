package io.fundstream.projector.support;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.schemas.Context;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

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
        FundRegistered.newBuilder()
            .setName(name)
            .setVintageYear(2024)
            .setCurrency("USD")
            .setTargetSize(new BigDecimal("100000000.00"))
            .setHardCap(new BigDecimal("120000000.00"))
            .setManagementFeeRate(new BigDecimal("0.020000"))
            .setCarryRate(new BigDecimal("0.200000"))
            .setHurdleRate(new BigDecimal("0.080000"))
            .build());
  }

  public TestEvent renamed(String name) {
    return next(FundTermsAmended.newBuilder().setChanged(List.of("name")).setName(name).build());
  }

  public TestEvent hardCapRemoved() {
    return next(FundTermsAmended.newBuilder().setChanged(List.of("hardCap")).build());
  }

  public TestEvent status(String from, String to) {
    return next(FundStatusChanged.newBuilder().setFrom(from).setTo(to).build());
  }

  public TestEvent draft(String config) {
    return next(FundDraftSaved.newBuilder().setConfigVersion(++drafts).setConfig(config).build());
  }

  public TestEvent published(int configVersion) {
    return next(FundConfigPublished.newBuilder().setConfigVersion(configVersion).build());
  }

  /** An event of the second context, in a stream of its own under the fund's key. */
  public TestEvent note(String text) {
    GenericData.Record note = new GenericData.Record(NOTE);
    note.put("text", text);
    UUID stream = new UUID(id.getMostSignificantBits(), ~id.getLeastSignificantBits());
    return new TestEvent("note", id, ++seq, stream, ++notes, note);
  }

  private TestEvent next(IndexedRecord payload) {
    return new TestEvent("fund", id, ++seq, id, ++version, payload);
  }
}
