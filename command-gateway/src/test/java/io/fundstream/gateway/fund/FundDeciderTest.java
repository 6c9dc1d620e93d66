package io.fundstream.gateway.fund;

import static org.assertj.core.api.Assertions.assertThat;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.gateway.command.Decision;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of a fund: given events, when a command comes, then events or a refusal. */
class FundDeciderTest {
  static final FundRegistered REGISTERED =
      new FundRegistered(
          "Press On Ventures Fund I",
          2020,
          "USD",
          new BigDecimal("100000000.00"),
          new BigDecimal("120000000.00"),
          new BigDecimal("0.020000"),
          new BigDecimal("0.200000"),
          new BigDecimal("0.080000"));
  static final FundTerms TERMS = FundTerms.of(REGISTERED);
  static final FundEvent CLOSED = new FundStatusChanged("FUNDRAISING", "CLOSED", null);
  static final FundEvent INVESTING = new FundStatusChanged("FUNDRAISING", "INVESTING", null);

  @Test
  void a_fund_is_registered_once() {
    FundCommand register = new FundCommand.Register(REGISTERED);
    given().when(register).then(REGISTERED);
    given(REGISTERED).when(register).refused(new FundRefusal.IdTaken());
  }

  @Test
  void an_unknown_fund_takes_no_command() {
    for (FundCommand command :
        List.of(
            amend(TERMS),
            new FundCommand.SaveDraft("{}"),
            new FundCommand.PublishConfig(null),
            new FundCommand.ChangeStatus(FundStatus.CLOSED, null))) {
      given().when(command).refused(new FundRefusal.NotFound());
    }
  }

  @Test
  void an_amendment_records_only_what_changed() {
    FundTermsAmended wanted =
        new FundTermsAmended(
            List.of("name", "carryRate"), "New", null, null, null, TERMS.carryRate(), null);
    given(REGISTERED)
        .when(new FundCommand.AmendTerms(wanted))
        .then(new FundTermsAmended(List.of("name"), "New", null, null, null, null, null));
  }

  @Test
  void an_amendment_that_changes_nothing_is_granted_without_an_event() {
    FundTermsAmended same =
        new FundTermsAmended(List.of("name"), TERMS.name(), null, null, null, null, null);
    given(REGISTERED).when(new FundCommand.AmendTerms(same)).then();
  }

  @Test
  void a_hard_cap_can_be_removed_and_set_again() {
    FundTerms uncapped = TERMS.withHardCap(null);
    FundEvent removed = TERMS.to(uncapped);
    given(REGISTERED).when(amend(uncapped)).then(removed);
    given(REGISTERED, removed).when(amend(uncapped)).then();
    FundTerms again = TERMS.withHardCap(new BigDecimal("100000000.00"));
    given(REGISTERED, removed).when(amend(again)).then(uncapped.to(again));
  }

  @Test
  void a_hard_cap_never_falls_below_the_target() {
    given(REGISTERED)
        .when(amend(TERMS.withHardCap(new BigDecimal("99999999.99"))))
        .refused(new FundRefusal.HardCapBelowTarget());
    given(REGISTERED)
        .when(amend(TERMS.withTargetSize(new BigDecimal("120000000.01"))))
        .refused(new FundRefusal.HardCapBelowTarget());
  }

  @Test
  void an_amount_is_a_whole_number_of_the_currencys_units() {
    FundRegistered japanese =
        new FundRegistered(
            "Sakura",
            2020,
            "JPY",
            TERMS.targetSize(),
            null,
            TERMS.managementFeeRate(),
            TERMS.carryRate(),
            TERMS.hurdleRate());
    FundTerms yen = FundTerms.of(japanese);
    FundTerms broken = yen.withTargetSize(new BigDecimal("100.50"));
    given(japanese)
        .when(new FundCommand.AmendTerms(yen.to(broken)))
        .refused(new FundRefusal.AmountPrecision("JPY", 0));
    FundTermsAmended whole = yen.to(yen.withTargetSize(new BigDecimal("100.00")));
    given(japanese).when(new FundCommand.AmendTerms(whole)).then(whole);
  }

  @Test
  void drafts_are_numbered_1_2_3() {
    FundEvent first = new FundDraftSaved(1, "{}");
    given(REGISTERED).when(new FundCommand.SaveDraft("{}")).then(first);
    given(REGISTERED, first)
        .when(new FundCommand.SaveDraft("{\"a\":1}"))
        .then(new FundDraftSaved(2, "{\"a\":1}"));
  }

  @Test
  void the_latest_draft_is_published_unless_another_is_named() {
    FundEvent[] two = {REGISTERED, new FundDraftSaved(1, "{}"), new FundDraftSaved(2, "{}")};
    given(two).when(new FundCommand.PublishConfig(null)).then(new FundConfigPublished(2));
    given(two).when(new FundCommand.PublishConfig(1)).then(new FundConfigPublished(1));
    given(two).when(new FundCommand.PublishConfig(3)).refused(new FundRefusal.ConfigNotFound(3));
  }

  @Test
  void nothing_is_published_without_a_draft() {
    given(REGISTERED).when(new FundCommand.PublishConfig(null)).refused(new FundRefusal.NoDraft());
  }

  @Test
  void the_version_published_last_is_not_published_again_but_an_older_one_is() {
    FundEvent[] published = {
      REGISTERED,
      new FundDraftSaved(1, "{}"),
      new FundConfigPublished(1),
      new FundDraftSaved(2, "{}"),
      new FundConfigPublished(2)
    };
    given(published)
        .when(new FundCommand.PublishConfig(2))
        .refused(new FundRefusal.AlreadyPublished(2));
    given(published).when(new FundCommand.PublishConfig(1)).then(new FundConfigPublished(1));
  }

  @Test
  void a_closed_fund_refuses_drafts_publications_and_amendments() {
    FundEvent[] closed = {REGISTERED, new FundDraftSaved(1, "{}"), CLOSED};
    given(closed).when(new FundCommand.SaveDraft("{}")).refused(new FundRefusal.Closed());
    given(closed).when(new FundCommand.PublishConfig(1)).refused(new FundRefusal.Closed());
    given(closed).when(amend(TERMS.withName("x"))).refused(new FundRefusal.Closed());
  }

  @Test
  void a_fund_goes_from_fundraising_to_investing_to_closed_or_straight_to_closed() {
    for (FundStatus from : FundStatus.values()) {
      for (FundStatus to : FundStatus.values()) {
        boolean allowed =
            (from == FundStatus.FUNDRAISING && to != FundStatus.FUNDRAISING)
                || (from == FundStatus.INVESTING && to == FundStatus.CLOSED);
        FundEvent[] before =
            switch (from) {
              case FUNDRAISING -> new FundEvent[] {REGISTERED};
              case INVESTING -> new FundEvent[] {REGISTERED, INVESTING};
              case CLOSED -> new FundEvent[] {REGISTERED, CLOSED};
            };
        Then then = given(before).when(new FundCommand.ChangeStatus(to, "why"));
        if (allowed) {
          then.then(new FundStatusChanged(from.name(), to.name(), "why"));
        } else {
          then.refused(new FundRefusal.InvalidTransition(from, to));
        }
      }
    }
  }

  private static FundCommand amend(FundTerms to) {
    return new FundCommand.AmendTerms(TERMS.to(to));
  }

  private static Given given(FundEvent... events) {
    return new Given(List.of(events));
  }

  private record Given(List<FundEvent> events) {
    Then when(FundCommand command) {
      Fund state = new Fund.Unregistered();
      for (FundEvent event : events) {
        state = FundDecider.evolve(state, event);
      }
      return new Then(FundDecider.decide(state, command), command);
    }
  }

  private record Then(Decision<FundEvent, FundRefusal> decision, @Nullable FundCommand command) {
    void then(FundEvent... events) {
      assertThat(decision)
          .as("%s", command)
          .isEqualTo(new Decision.Accepted<FundEvent, FundRefusal>(List.of(events)));
    }

    void refused(FundRefusal refusal) {
      assertThat(decision).as("%s", command).isEqualTo(Decision.reject(refusal));
    }
  }
}
