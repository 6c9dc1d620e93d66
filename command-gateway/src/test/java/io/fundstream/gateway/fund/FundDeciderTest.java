package io.fundstream.gateway.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.gateway.command.Given;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of a fund: given events, when a command comes, then events or a refusal. */
class FundDeciderTest {
  static final FundRegistered REGISTERED =
      FundRegistered.builder()
          .name("Press On Ventures Fund I")
          .vintageYear(2020)
          .currency("USD")
          .targetSize(new BigDecimal("100000000.00"))
          .hardCap(new BigDecimal("120000000.00"))
          .managementFeeRate(new BigDecimal("0.020000"))
          .carryRate(new BigDecimal("0.200000"))
          .hurdleRate(new BigDecimal("0.080000"))
          .build();
  static final FundTerms TERMS = FundTerms.of(REGISTERED);
  static final FundEvent CLOSED = new FundStatusChanged("FUNDRAISING", "CLOSED", null);
  static final FundEvent INVESTING = new FundStatusChanged("FUNDRAISING", "INVESTING", null);

  @Test
  void a_fund_is_registered_once() {
    FundCommand register = new FundCommand.Register(REGISTERED);
    given().when(register).then(REGISTERED);
    given(REGISTERED).when(register).refused(FundRefusal.ID_TAKEN);
  }

  @Test
  void an_unknown_fund_takes_no_command() {
    for (FundCommand command :
        List.of(
            amend(TERMS),
            new FundCommand.SaveDraft("{}"),
            new FundCommand.PublishConfig(null),
            new FundCommand.ChangeStatus(FundStatus.CLOSED, null))) {
      given().when(command).refused(FundRefusal.NOT_FOUND);
    }
  }

  @Test
  void an_amendment_records_only_what_changed() {
    FundTermsAmended wanted =
        FundTermsAmended.builder()
            .changed(List.of("name", "carryRate"))
            .name("New")
            .carryRate(TERMS.carryRate())
            .build();
    given(REGISTERED).when(new FundCommand.AmendTerms(wanted)).then(renamed("New"));
  }

  @Test
  void an_amendment_that_changes_nothing_is_granted_without_an_event() {
    given(REGISTERED).when(new FundCommand.AmendTerms(renamed(TERMS.name()))).then();
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
        .refused(FundRefusal.HARD_CAP_BELOW_TARGET);
    given(REGISTERED)
        .when(amend(TERMS.withTargetSize(new BigDecimal("120000000.01"))))
        .refused(FundRefusal.HARD_CAP_BELOW_TARGET);
  }

  @Test
  void an_amount_is_a_whole_number_of_the_currencys_units() {
    FundRegistered japanese =
        FundRegistered.builder()
            .name("Sakura")
            .vintageYear(2020)
            .currency("JPY")
            .targetSize(REGISTERED.targetSize())
            .managementFeeRate(REGISTERED.managementFeeRate())
            .carryRate(REGISTERED.carryRate())
            .hurdleRate(REGISTERED.hurdleRate())
            .build();
    FundTerms yen = FundTerms.of(japanese);
    FundTerms broken = yen.withTargetSize(new BigDecimal("100.50"));
    given(japanese)
        .when(new FundCommand.AmendTerms(yen.to(broken)))
        .refused(FundRefusal.amountPrecision("JPY", 0));
    FundTermsAmended whole = yen.to(yen.withTargetSize(new BigDecimal("100.00")));
    given(japanese).when(new FundCommand.AmendTerms(whole)).then(whole);
  }

  @Test
  void a_strategy_and_a_general_partner_can_be_set_and_removed() {
    FundTerms named = TERMS.withStrategy("Buyout").withGeneralPartner("Press On Ventures");
    FundEvent set = TERMS.to(named);
    given(REGISTERED).when(amend(named)).then(set);
    FundTermsAmended removed = named.to(TERMS);
    given(REGISTERED, set).when(new FundCommand.AmendTerms(removed)).then(removed);
  }

  @Test
  void a_listed_fund_takes_names_alone_and_is_listed_for_good() {
    FundListed listed =
        FundListed.builder().name("Elsewhere").vintageYear(2019).currency("EUR").build();
    FundTermsAmended partner =
        FundTermsAmended.builder()
            .changed(List.of("generalPartner"))
            .generalPartner("Others")
            .build();
    given().when(new FundCommand.RegisterListed(listed)).then(listed);
    given(listed).when(new FundCommand.AmendTerms(partner)).then(partner);
    given(listed, partner).when(new FundCommand.AmendTerms(partner)).then();
    given(listed).when(new FundCommand.Register(REGISTERED)).refused(FundRefusal.ID_TAKEN);
    for (FundCommand command :
        List.of(
            amend(TERMS.withHardCap(null)),
            new FundCommand.SaveDraft("{}"),
            new FundCommand.PublishConfig(null),
            new FundCommand.ChangeStatus(FundStatus.CLOSED, null))) {
      given(listed).when(command).refused(FundRefusal.NOT_ADMINISTERED);
    }
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
    given(two).when(new FundCommand.PublishConfig(3)).refused(FundRefusal.configNotFound(3));
  }

  @Test
  void nothing_is_published_without_a_draft() {
    given(REGISTERED).when(new FundCommand.PublishConfig(null)).refused(FundRefusal.NO_DRAFT);
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
        .refused(FundRefusal.alreadyPublished(2));
    given(published).when(new FundCommand.PublishConfig(1)).then(new FundConfigPublished(1));
  }

  @Test
  void a_closed_fund_refuses_drafts_publications_and_amendments() {
    FundEvent[] closed = {REGISTERED, new FundDraftSaved(1, "{}"), CLOSED};
    given(closed).when(new FundCommand.SaveDraft("{}")).refused(FundRefusal.CLOSED);
    given(closed).when(new FundCommand.PublishConfig(1)).refused(FundRefusal.CLOSED);
    given(closed).when(amend(TERMS.withName("x"))).refused(FundRefusal.CLOSED);
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
        var asked = given(before).when(new FundCommand.ChangeStatus(to, "why"));
        if (allowed) {
          asked.then(new FundStatusChanged(from.name(), to.name(), "why"));
        } else {
          asked.refused(FundRefusal.invalidTransition(from, to));
        }
      }
    }
  }

  private static FundTermsAmended renamed(String name) {
    return FundTermsAmended.builder().changed(List.of("name")).name(name).build();
  }

  private static FundCommand amend(FundTerms to) {
    return new FundCommand.AmendTerms(TERMS.to(to));
  }

  private static Given<Fund, FundCommand, FundEvent> given(FundEvent... events) {
    return Given.nothing(FundStream.KIND, FundDecider::decide).and(events);
  }
}
