package io.fundstream.projector.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundListed;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.projector.fold.Fold.Change;
import io.fundstream.schemas.EventEnvelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fold of a fund's events into rows. Pure: the same events give the same rows, always. */
public final class FundProjection {
  private static final String FUNDRAISING = "FUNDRAISING";
  private static final String LISTED = "LISTED";

  private FundProjection() {}

  /**
   * Folds one event.
   *
   * @param before the fund's row; null if it does not exist yet
   */
  public static Change<FundRow, ConfigChange> fold(
      @Nullable FundRow before, EventEnvelope envelope, FundEvent event) {
    if (before == null) {
      return switch (event) {
        case FundRegistered e -> moved(row(envelope, e));
        case FundListed e -> moved(row(envelope, e));
        case FundTermsAmended _, FundStatusChanged _, FundDraftSaved _, FundConfigPublished _ ->
            new Change.Refused<>("the fund is not registered");
      };
    }
    FundRow fund = before.at(envelope.version(), envelope.recordedAt());
    return switch (event) {
      case FundRegistered _, FundListed _ -> new Change.Refused<>("the fund is registered already");
      case FundTermsAmended e -> moved(amend(fund, e));
      case FundStatusChanged e ->
          e.from().equals(fund.status())
              ? moved(fund.withStatus(e.to()))
              : new Change.Refused<>("the fund is %s, not %s".formatted(fund.status(), e.from()));
      case FundDraftSaved e -> draft(fund, e);
      case FundConfigPublished e -> publish(fund, e);
    };
  }

  private static FundRow row(EventEnvelope envelope, FundRegistered event) {
    return first(envelope)
        .name(event.name())
        .vintageYear(event.vintageYear())
        .currency(event.currency())
        .targetSize(event.targetSize())
        .hardCap(event.hardCap())
        .managementFeeRate(event.managementFeeRate())
        .carryRate(event.carryRate())
        .hurdleRate(event.hurdleRate())
        .strategy(event.strategy())
        .generalPartner(event.generalPartner())
        .status(FUNDRAISING)
        .build();
  }

  private static FundRow row(EventEnvelope envelope, FundListed event) {
    return first(envelope)
        .name(event.name())
        .vintageYear(event.vintageYear())
        .currency(event.currency())
        .strategy(event.strategy())
        .generalPartner(event.generalPartner())
        .status(LISTED)
        .build();
  }

  private static FundRowBuilder first(EventEnvelope envelope) {
    return FundRowBuilder.builder()
        .id(envelope.streamId())
        .tenant(envelope.tenant())
        .version(envelope.version())
        .createdAt(envelope.recordedAt())
        .updatedAt(envelope.recordedAt());
  }

  private static FundRow amend(FundRow fund, FundTermsAmended event) {
    return fund.with(row ->
        row.name(event.name() == null ? fund.name() : event.name())
            .targetSize(event.targetSize() == null ? fund.targetSize() : event.targetSize())
            .hardCap(removable(event, "hardCap", event.hardCap(), fund.hardCap()))
            .managementFeeRate(
                event.managementFeeRate() == null
                    ? fund.managementFeeRate()
                    : event.managementFeeRate())
            .carryRate(event.carryRate() == null ? fund.carryRate() : event.carryRate())
            .hurdleRate(event.hurdleRate() == null ? fund.hurdleRate() : event.hurdleRate())
            .strategy(removable(event, "strategy", event.strategy(), fund.strategy()))
            .generalPartner(
                removable(event, "generalPartner", event.generalPartner(), fund.generalPartner())));
  }

  /** A term that may be removed is null where it was. */
  private static <T> @Nullable T removable(
      FundTermsAmended event, String term, @Nullable T after, @Nullable T before) {
    return event.changed().contains(term) ? after : before;
  }

  private static Change<FundRow, ConfigChange> draft(FundRow fund, FundDraftSaved event) {
    int last = fund.draftConfigVersion() == null ? 0 : fund.draftConfigVersion();
    if (event.configVersion() != last + 1) {
      return new Change.Refused<>(
          "draft %d cannot follow draft %d".formatted(event.configVersion(), last));
    }
    return new Change.Moved<>(
        fund.withDraftConfigVersion(event.configVersion()),
        List.of(
            new ConfigChange.Drafted(
                fund.id(),
                event.configVersion(),
                fund.version(),
                fund.tenant(),
                event.config(),
                fund.updatedAt())));
  }

  private static Change<FundRow, ConfigChange> publish(FundRow fund, FundConfigPublished event) {
    Integer last = fund.draftConfigVersion();
    if (last == null || event.configVersion() < 1 || event.configVersion() > last) {
      return new Change.Refused<>("there is no draft " + event.configVersion());
    }
    return new Change.Moved<>(
        fund.withPublishedConfigVersion(event.configVersion()),
        List.of(
            new ConfigChange.Published(
                fund.id(), event.configVersion(), fund.version(), fund.updatedAt())));
  }

  private static Change<FundRow, ConfigChange> moved(FundRow row) {
    return new Change.Moved<>(row, List.of());
  }
}
