package io.fundstream.gateway.fund;

import fundstream.fund.FundEvent;
import io.fundstream.gateway.command.AvroEvents;
import io.fundstream.gateway.command.JsonStates;
import io.fundstream.gateway.command.OneStream;
import io.fundstream.gateway.command.StreamKind;
import io.fundstream.gateway.command.StreamRef;
import io.fundstream.schemas.fund.FundContext;
import java.util.UUID;

/** A fund's stream in the log: its id is its partition key too. */
public final class FundStream {
  public static final StreamKind<Fund, FundEvent> KIND =
      new StreamKind<>(
          FundContext.CONTEXT.name(),
          "fund",
          new Fund.Unregistered(),
          FundDecider::evolve,
          new AvroEvents<>(FundContext.CONTEXT, FundContext.EVENTS),
          new JsonStates<>(Fund.class, 1));

  private FundStream() {}

  /** The stream of a fund. */
  public static StreamRef<Fund, FundEvent> of(UUID fund) {
    return new StreamRef<>(KIND, fund);
  }

  /** A command to a fund, ready for the log. */
  public static OneStream<Fund, FundCommand, FundEvent> intent(UUID fund, FundCommand command) {
    return new OneStream<>(fund, of(fund), command, FundDecider::decide);
  }
}
