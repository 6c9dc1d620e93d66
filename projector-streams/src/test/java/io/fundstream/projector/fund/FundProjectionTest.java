package io.fundstream.projector.fund;

import static org.assertj.core.api.Assertions.assertThat;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.projector.fold.Fold.Change;
import io.fundstream.schemas.EventEnvelope;
import io.fundstream.schemas.Tenant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Given the fund's row, when an event comes, then these rows. */
class FundProjectionTest {
  private static final UUID FUND = new UUID(3, 4);
  private static final FundRegistered REGISTERED =
      FundRegistered.builder()
          .name("One")
          .vintageYear(2024)
          .currency("USD")
          .targetSize(new BigDecimal("10.00"))
          .hardCap(new BigDecimal("12.00"))
          .managementFeeRate(new BigDecimal("0.020000"))
          .carryRate(new BigDecimal("0.200000"))
          .hurdleRate(new BigDecimal("0.080000"))
          .strategy("Buyout")
          .build();

  private static EventEnvelope envelope(int version) {
    return new EventEnvelope(
        new UUID(0, version),
        Tenant.DEFAULT,
        "fund",
        "fundstream.fund.X",
        FUND,
        version,
        FUND,
        version,
        "a",
        "c",
        null,
        null,
        LocalDate.EPOCH,
        at(version),
        new byte[32]);
  }

  private static Instant at(int version) {
    return Instant.EPOCH.plusSeconds(version);
  }

  private static FundRow given(FundEvent... events) {
    @Nullable FundRow row = null;
    int version = 0;
    for (FundEvent event : events) {
      row =
          ((Change.Moved<FundRow, ConfigChange>)
                  FundProjection.fold(row, envelope(++version), event))
              .row();
    }
    if (row == null) {
      throw new IllegalArgumentException("no events");
    }
    return row;
  }

  private static Change<FundRow, ConfigChange> when(FundRow row, FundEvent event) {
    return FundProjection.fold(row, envelope(row.version() + 1), event);
  }

  private static String refusal(Change<FundRow, ConfigChange> change) {
    return ((Change.Refused<FundRow, ConfigChange>) change).reason();
  }

  @Test
  void a_registration_makes_the_row() {
    FundRow row = given(REGISTERED);
    assertThat(row.version()).isEqualTo(1);
    assertThat(row.status()).isEqualTo("FUNDRAISING");
    assertThat(row.draftConfigVersion()).isNull();
    assertThat(row.createdAt()).isEqualTo(at(1)).isEqualTo(row.updatedAt());
  }

  @Test
  void only_named_terms_change_and_a_named_null_cap_is_removed() {
    FundRow row =
        given(REGISTERED, FundTermsAmended.builder().changed(List.of("name")).name("Two").build());
    assertThat(row.name()).isEqualTo("Two");
    assertThat(row.hardCap()).isEqualTo(new BigDecimal("12.00"));
    assertThat(row.strategy()).isEqualTo("Buyout");
    assertThat(row.updatedAt()).isEqualTo(at(2));
    assertThat(row.createdAt()).isEqualTo(at(1));
    FundRow removed =
        given(
            REGISTERED, FundTermsAmended.builder().changed(List.of("hardCap", "strategy")).build());
    assertThat(removed.hardCap()).isNull();
    assertThat(removed.strategy()).isNull();
    assertThat(removed.name()).isEqualTo("One");
  }

  @Test
  void a_listed_fund_has_a_row_without_sizes_and_rates_and_stays_listed() {
    FundListed listed =
        FundListed.builder()
            .name("Elsewhere")
            .vintageYear(2019)
            .currency("EUR")
            .generalPartner("GP")
            .build();
    FundRow row =
        given(listed, FundTermsAmended.builder().changed(List.of("name")).name("There").build());
    assertThat(row.status()).isEqualTo("LISTED");
    assertThat(row.name()).isEqualTo("There");
    assertThat(row.generalPartner()).isEqualTo("GP");
    assertThat(row.targetSize()).isNull();
    assertThat(row.hurdleRate()).isNull();
    assertThat(refusal(when(row, listed))).isEqualTo("the fund is registered already");
  }

  @Test
  void drafts_and_publications_change_the_row_and_one_configuration() {
    FundRow drafted = given(REGISTERED, new FundDraftSaved(1, "{}"));
    assertThat(drafted.draftConfigVersion()).isEqualTo(1);
    Change.Moved<FundRow, ConfigChange> published =
        (Change.Moved<FundRow, ConfigChange>) when(drafted, new FundConfigPublished(1));
    assertThat(published.row().publishedConfigVersion()).isEqualTo(1);
    assertThat(published.beside()).containsExactly(new ConfigChange.Published(FUND, 1, 3, at(3)));
  }

  @Test
  void what_cannot_follow_is_refused() {
    FundRow row = given(REGISTERED);
    assertThat(refusal(FundProjection.fold(null, envelope(1), new FundConfigPublished(1))))
        .isEqualTo("the fund is not registered");
    assertThat(refusal(when(row, REGISTERED))).isEqualTo("the fund is registered already");
    assertThat(refusal(when(row, new FundStatusChanged("INVESTING", "CLOSED", null))))
        .isEqualTo("the fund is FUNDRAISING, not INVESTING");
    assertThat(refusal(when(row, new FundDraftSaved(2, "{}"))))
        .isEqualTo("draft 2 cannot follow draft 0");
    assertThat(refusal(when(row, new FundConfigPublished(1)))).isEqualTo("there is no draft 1");
  }
}
