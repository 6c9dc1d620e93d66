package io.fundstream.gateway.fund;

import static org.assertj.core.api.Assertions.assertThat;

import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import io.fundstream.gateway.command.Decision;
import io.fundstream.gateway.command.EventCodec;
import io.fundstream.gateway.command.StateCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds after any sequence of commands. The seed is printed with a failure. */
class FundPropertiesTest {
  private static final int SEQUENCES = 500;
  private static final int COMMANDS = 60;

  private final EventCodec<FundEvent> codec = FundStream.KIND.events();
  private final StateCodec<Fund> snapshots = FundStream.KIND.states();

  @Test
  void any_sequence_keeps_the_rules_and_survives_its_bytes() throws Exception {
    long first = new Random().nextLong();
    System.out.println("seed " + first);
    for (long seed = first; seed < first + SEQUENCES; seed++) {
      run(seed);
    }
  }

  private void run(long seed) throws Exception {
    RandomFunds random = new RandomFunds(seed);
    Fund state = new Fund.Unregistered();
    List<FundEvent> history = new ArrayList<>();
    for (int i = 0; i < COMMANDS; i++) {
      FundCommand command = random.command();
      Decision<FundEvent, FundRefusal> decision = FundDecider.decide(state, command);
      assertThat(FundDecider.decide(state, command)).as("seed %d: pure", seed).isEqualTo(decision);
      if (decision instanceof Decision.Accepted<FundEvent, FundRefusal>(List<FundEvent> events)) {
        for (FundEvent event : events) {
          assertThat(codec.decode(codec.encode(event))).as("seed %d", seed).isEqualTo(event);
          state = FundDecider.evolve(state, event);
          history.add(event);
        }
      }
      check(seed, state, history);
    }
  }

  private void check(long seed, Fund state, List<FundEvent> history) throws Exception {
    switch (state) {
      case Fund.Unregistered() -> assertThat(history).as("seed %d", seed).isEmpty();
      case Fund.Registered fund -> {
        assertThat(fund.terms().capCoversTarget()).as("seed %d: cap", seed).isTrue();
        long drafts = history.stream().filter(e -> e instanceof FundDraftSaved).count();
        assertThat(fund.latestDraft()).as("seed %d: drafts", seed).isEqualTo((int) drafts);
        assertThat(fund.lastPublished()).as("seed %d", seed).isBetween(0, fund.latestDraft());
        assertThat(snapshots.read(snapshots.write(fund))).as("seed %d", seed).isEqualTo(fund);
        assertThat(replay(history)).as("seed %d: replay", seed).isEqualTo(state);
      }
    }
  }

  private static Fund replay(List<FundEvent> history) {
    Fund state = new Fund.Unregistered();
    for (FundEvent event : history) {
      state = FundDecider.evolve(state, event);
    }
    return state;
  }
}
