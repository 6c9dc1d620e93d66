package io.fundstream.projector.fund;

import fundstream.fund.FundConfigPublished;
import fundstream.fund.FundDraftSaved;
import fundstream.fund.FundEvent;
import fundstream.fund.FundRegistered;
import fundstream.fund.FundStatusChanged;
import fundstream.fund.FundTermsAmended;
import io.fundstream.projector.fold.Fold.Change;
import io.fundstream.schemas.EventEnvelope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fold of a fund's events into rows. Pure: the same events give the same rows, always. */
public final class FundProjection {
  private static final String FUNDRAISING = "FUNDRAISING";

  private FundProjection() {}

  /**
   * Folds one event.
   *
   * @param before the fund's row; null if it does not exist yet
   */
  public static Change<FundRow, ConfigChange> fold(
      @Nullable FundRow before, EventEnvelope envelope, FundEvent event) {
    if (before == null) {
      return event instanceof FundRegistered registered
          ? moved(row(envelope, registered))
          : new Change.Refused<>("the fund is not registered");
    }
    FundRow fund = before.at(envelope.version(), envelope.recordedAt());
    return switch (event) {
      case FundRegistered _ -> new Change.Refused<>("the fund is registered already");
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
    return new FundRow(
        envelope.streamId(),
        envelope.tenant(),
        envelope.version(),
        event.name(),
        event.vintageYear(),
        event.currency(),
        event.targetSize(),
        event.hardCap(),
        event.managementFeeRate(),
        event.carryRate(),
        event.hurdleRate(),
        FUNDRAISING,
        null,
        null,
        envelope.recordedAt(),
        envelope.recordedAt());
  }

  private static FundRow amend(FundRow fund, FundTermsAmended event) {
    return fund.with(row ->
        row.name(Objects.requireNonNullElse(event.name(), fund.name()))
            .targetSize(Objects.requireNonNullElse(event.targetSize(), fund.targetSize()))
            .hardCap(event.changed().contains("hardCap") ? event.hardCap() : fund.hardCap())
            .managementFeeRate(
                Objects.requireNonNullElse(event.managementFeeRate(), fund.managementFeeRate()))
            .carryRate(Objects.requireNonNullElse(event.carryRate(), fund.carryRate()))
            .hurdleRate(Objects.requireNonNullElse(event.hurdleRate(), fund.hurdleRate())));
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
