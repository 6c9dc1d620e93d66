package io.fundstream.gateway.fund;

import static org.assertj.core.api.Assertions.assertThat;

import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundTermsAmended;
import io.fundstream.gateway.command.Given;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds after any sequence of commands. The seed is printed with a failure. */
class FundPropertiesTest {
  private static final int SEQUENCES = 500;
  private static final int COMMANDS = 60;

  @Test
  void any_sequence_keeps_the_rules_and_survives_its_bytes() {
    long first = new Random().nextLong();
    System.out.println("seed " + first);
    for (long seed = first; seed < first + SEQUENCES; seed++) {
      run(seed);
    }
  }

  private static void run(long seed) {
    RandomFunds random = new RandomFunds(seed);
    Given<Fund, FundCommand, FundEvent> fund = Given.nothing(FundStream.KIND, FundDecider::decide);
    try {
      for (int i = 0; i < COMMANDS; i++) {
        fund = fund.when(random.command()).after();
        check(fund.state(), fund.history());
      }
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private static void check(Fund state, List<FundEvent> history) {
    switch (state) {
      case Fund.Unregistered() -> assertThat(history).isEmpty();
      case Fund.Registered fund -> {
        assertThat(fund.terms().capCoversTarget()).as("cap").isTrue();
        long drafts = history.stream().filter(e -> e instanceof FundDraftSaved).count();
        assertThat(fund.latestDraft()).as("drafts").isEqualTo((int) drafts);
        assertThat(fund.lastPublished()).isBetween(0, fund.latestDraft());
      }
      case Fund.Listed fund -> {
        assertThat(history.getFirst()).isInstanceOf(FundListed.class);
        assertThat(history.subList(1, history.size()))
            .allMatch(e ->
                e instanceof FundTermsAmended amended
                    && FundTerms.LISTED.containsAll(amended.changed()));
        assertThat(fund.terms().targetSize()).as("sizes").isNull();
      }
    }
  }
}
