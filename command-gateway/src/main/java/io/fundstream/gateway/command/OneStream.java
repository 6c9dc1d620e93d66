package io.fundstream.gateway.command;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The usual intent: one command to one stream, whose id is its partition key or belongs to one.
 *
 * @param partitionKey the key of the stream
 */
public record OneStream<S, C, E>(
    UUID partitionKey, StreamRef<S, E> target, C command, Decider<S, C, E> decider)
    implements Intent {

  @Override
  public Verdict decide(States states) {
    return switch (decider.decide(states.of(target), command)) {
      case Decision.Rejected<E>(Refusal refusal) -> new Verdict.Refused(refusal);
      case Decision.Accepted<E>(List<E> events) -> {
        List<Append<?, ?>> appends = new ArrayList<>(events.size());
        for (E event : events) {
          appends.add(new Append<>(target, event));
        }
        yield new Verdict.Granted(appends, List.of(), List.of());
      }
    };
  }
}
