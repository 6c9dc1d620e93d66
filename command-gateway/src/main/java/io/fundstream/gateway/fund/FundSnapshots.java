package io.fundstream.gateway.fund;

import io.fundstream.gateway.command.StateCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A fund's state as bytes. Plain fields one after another: a snapshot is thrown away, not migrated,
 * when its code version is not this one.
 */
public final class FundSnapshots implements StateCodec<Fund> {

  @Override
  public int codeVersion() {
    return 1;
  }

  @Override
  public byte[] write(Fund state) {
    return switch (state) {
      case Fund.Registered fund -> write(fund);
      case Fund.Unregistered() ->
          throw new IllegalArgumentException("a stream with events is registered");
    };
  }

  private static byte[] write(Fund.Registered fund) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      FundTerms terms = fund.terms();
      BigDecimal cap = terms.hardCap();
      out.writeUTF(terms.name());
      out.writeUTF(terms.targetSize().toPlainString());
      out.writeUTF(cap == null ? "" : cap.toPlainString());
      out.writeUTF(terms.managementFeeRate().toPlainString());
      out.writeUTF(terms.carryRate().toPlainString());
      out.writeUTF(terms.hurdleRate().toPlainString());
      out.writeInt(fund.vintageYear());
      out.writeUTF(fund.currency());
      out.writeUTF(fund.status().name());
      out.writeInt(fund.latestDraft());
      out.writeInt(fund.lastPublished());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Fund read(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      FundTerms terms =
          new FundTerms(
              in.readUTF(),
              decimal(in),
              optional(in.readUTF()),
              decimal(in),
              decimal(in),
              decimal(in));
      Fund fund =
          new Fund.Registered(
              terms,
              in.readInt(),
              in.readUTF(),
              FundStatus.valueOf(in.readUTF()),
              in.readInt(),
              in.readInt());
      if (in.read() != -1) {
        throw new IOException("bytes are left over after the fund");
      }
      return fund;
    } catch (IllegalArgumentException e) {
      throw new IOException("not a fund: " + e.getMessage(), e);
    }
  }

  private static BigDecimal decimal(DataInputStream in) throws IOException {
    return new BigDecimal(in.readUTF());
  }

  private static @Nullable BigDecimal optional(String text) {
    return text.isEmpty() ? null : new BigDecimal(text);
  }
}
