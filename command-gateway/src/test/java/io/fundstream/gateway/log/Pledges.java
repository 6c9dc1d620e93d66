package io.fundstream.gateway.log;

import io.fundstream.gateway.command.Append;
import io.fundstream.gateway.command.Claim;
import io.fundstream.gateway.command.EncodedEvent;
import io.fundstream.gateway.command.EventCodec;
import io.fundstream.gateway.command.Intent;
import io.fundstream.gateway.command.Refusal;
import io.fundstream.gateway.command.StateCodec;
import io.fundstream.gateway.command.States;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.gateway.command.Verdict;
import io.fundstream.gateway.fund.Fund;
import io.fundstream.gateway.fund.FundStatus;
import io.fundstream.gateway.fund.FundStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A test-only context of the fund family: a pledge reads its fund, may write several streams, and
 * may claim a value. Its state is the list of everything pledged in the stream.
 */
final class Pledges {
  static final String POISON = "poison";

  static final StreamKind<String, String> KIND =
      new StreamKind<>(
          "pledge", "pledge", "", (state, event) -> state + event, new Bytes(), new Text());

  private Pledges() {}

  private static Refusal no(Refusal.Kind kind, String slug) {
    return new Refusal(kind, slug, slug, slug);
  }

  /** Pledges to a fund, one event a stream, under the key given. */
  record Pledge(
      UUID partitionKey,
      UUID fund,
      List<UUID> ids,
      String what,
      List<String> takes,
      List<String> frees)
      implements Intent {
    Pledge(UUID fund, String what) {
      this(fund, fund, List.of(UUID.randomUUID()), what, List.of(), List.of());
    }

    @Override
    public StreamRef<?, ?> target() {
      return new StreamRef<>(KIND, ids.getFirst());
    }

    @Override
    public List<StreamRef<?, ?>> writes() {
      List<StreamRef<?, ?>> refs = new ArrayList<>();
      ids.forEach(id -> refs.add(new StreamRef<>(KIND, id)));
      return refs;
    }

    @Override
    public List<StreamRef<?, ?>> reads() {
      return List.of(FundStream.of(fund));
    }

    @Override
    public Verdict decide(States states) {
      return switch (states.of(FundStream.of(fund))) {
        case Fund.Unregistered() -> new Verdict.Refused(no(Refusal.Kind.NOT_FOUND, "not-found"));
        case Fund.Registered it when it.status() == FundStatus.CLOSED ->
            new Verdict.Refused(no(Refusal.Kind.CONFLICT, "fund-closed"));
        case Fund.Registered _, Fund.Listed _ -> granted();
      };
    }

    private Verdict granted() {
      List<Append<?, ?>> appends = new ArrayList<>();
      ids.forEach(id -> appends.add(new Append<>(new StreamRef<>(KIND, id), what)));
      return new Verdict.Granted(
          appends,
          takes.stream().map(this::claim).toList(),
          frees.stream().map(this::claim).toList());
    }

    private Claim claim(String value) {
      return new Claim(
          "pledge.name", value, ids.getFirst(), no(Refusal.Kind.CONFLICT, "name-taken"));
    }
  }

  /** Payloads of ten bytes at least, as the table wants them, but for poison. */
  private static final class Bytes implements EventCodec<String> {
    @Override
    public EncodedEvent encode(String event) {
      String padded = event.equals(POISON) ? event : "0123456789" + event;
      return new EncodedEvent(
          "fundstream.pledge.PledgeMade", padded.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String decode(EncodedEvent event) {
      return new String(event.payload(), StandardCharsets.UTF_8).substring(10);
    }
  }

  private static final class Text implements StateCodec<String> {
    @Override
    public int codeVersion() {
      return 7;
    }

    @Override
    public byte[] write(String state) {
      return state.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
