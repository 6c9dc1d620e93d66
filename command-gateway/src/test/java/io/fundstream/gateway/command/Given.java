package io.fundstream.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream with a history, for tests of its decider: given events, when a command comes, then
 * events or a refusal. On the way it checks what holds for every decider and codec: the same answer
 * twice, events and states that survive their bytes.
 */
public record Given<S, C, E>(
    StreamKind<S, E> kind, Decider<S, C, E> decider, S state, List<E> history) {

  /** A stream that does not exist. */
  public static <S, C, E> Given<S, C, E> nothing(StreamKind<S, E> kind, Decider<S, C, E> decider) {
    return new Given<>(kind, decider, kind.empty(), List.of());
  }

  /** The same stream when these happened too. */
  @SafeVarargs
  public final Given<S, C, E> and(E... events) {
    return and(List.of(events));
  }

  private Given<S, C, E> and(List<E> events) {
    S next = state;
    List<E> all = new ArrayList<>(history);
    for (E event : events) {
      assertThat(kind.events().decode(kind.events().encode(event))).isEqualTo(event);
      next = kind.evolve().apply(next, event);
      all.add(event);
      assertThat(reread(next)).isEqualTo(next);
    }
    return new Given<>(kind, decider, next, List.copyOf(all));
  }

  /** Decides. */
  public When<S, C, E> when(C command) {
    Decision<E> decision = decider.decide(state, command);
    assertThat(decider.decide(state, command)).as("%s twice", command).isEqualTo(decision);
    return new When<>(this, command, decision);
  }

  private S reread(S some) {
    try {
      return kind.states().read(kind.states().write(some));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What came of a command. */
  public record When<S, C, E>(Given<S, C, E> before, C command, Decision<E> decision) {

    /** Granted, and exactly these happened. */
    @SafeVarargs
    public final void then(E... events) {
      assertThat(decision).as("%s", command).isEqualTo(new Decision.Accepted<>(List.of(events)));
      before.and(events);
    }

    /** Not granted. */
    public void refused(Refusal refusal) {
      assertThat(decision).as("%s", command).isEqualTo(Decision.reject(refusal));
    }

    /** The stream after it. */
    public Given<S, C, E> after() {
      return switch (decision) {
        case Decision.Accepted<E>(List<E> events) -> before.and(events);
        case Decision.Rejected<E>(Refusal _) -> before;
      };
    }
  }
}
