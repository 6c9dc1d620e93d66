package io.fundstream.projector.fund;

import io.fundstream.schemas.EventEnvelope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fold of a fund's events into rows. Pure: the same events give the same rows, always. */
public final class FundProjection {
  private static final String FUNDRAISING = "FUNDRAISING";

  private FundProjection() {}

  /** What an event does. */
  public sealed interface Change {

    /**
     * The fund's row, and its history gets the same row.
     *
     * @param config what happens to one configuration, if anything does
     */
    record Moved(FundRow row, Optional<ConfigChange> config) implements Change {}

    /** The row has that version already. */
    record Known() implements Change {}

    /** The event cannot follow what is there. */
    record Refused(String reason) implements Change {}
  }

  /** What an event does to a row of {@code fund_config}. */
  public sealed interface ConfigChange {
    UUID fundId();

    int configVersion();

    /** The fund's version that did it: a configuration never goes back to an older one. */
    int version();

    record Drafted(
        UUID fundId, int configVersion, int version, UUID tenant, String config, Instant createdAt)
        implements ConfigChange {}

    record Published(UUID fundId, int configVersion, int version, Instant publishedAt)
        implements ConfigChange {}
  }

  /**
   * Folds one event.
   *
   * @param before the fund's row; null if it does not exist yet
   */
  public static Change fold(@Nullable FundRow before, EventEnvelope envelope, FundEvent event) {
    int expected = before == null ? 1 : before.version() + 1;
    if (envelope.version() < expected) {
      return new Change.Known();
    }
    if (envelope.version() > expected) {
      return new Change.Refused(
          "version %d of the fund cannot follow version %d"
              .formatted(envelope.version(), expected - 1));
    }
    if (before == null) {
      return event instanceof FundEvent.Registered registered
          ? moved(row(envelope, registered))
          : new Change.Refused("the fund is not registered");
    }
    return change(before.at(envelope.version(), envelope.recordedAt()), envelope, event);
  }

  private static Change change(FundRow fund, EventEnvelope envelope, FundEvent event) {
    return switch (event) {
      case FundEvent.Registered again -> new Change.Refused("the fund is registered already");
      case FundEvent.TermsAmended amended -> moved(amend(fund, amended));
      case FundEvent.StatusChanged status ->
          status.from().equals(fund.status())
              ? moved(fund.withStatus(status.to()))
              : new Change.Refused(
                  "the fund is %s, not %s".formatted(fund.status(), status.from()));
      case FundEvent.DraftSaved draft -> draft(fund, envelope, draft);
      case FundEvent.ConfigPublished published -> publish(fund, envelope, published);
    };
  }

  private static FundRow row(EventEnvelope envelope, FundEvent.Registered event) {
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

  private static FundRow amend(FundRow fund, FundEvent.TermsAmended event) {
    @Nullable BigDecimal hardCap =
        event.changed().contains("hardCap") ? event.hardCap() : fund.hardCap();
    return fund.withTerms(
        Objects.requireNonNullElse(event.name(), fund.name()),
        Objects.requireNonNullElse(event.targetSize(), fund.targetSize()),
        hardCap,
        Objects.requireNonNullElse(event.managementFeeRate(), fund.managementFeeRate()),
        Objects.requireNonNullElse(event.carryRate(), fund.carryRate()),
        Objects.requireNonNullElse(event.hurdleRate(), fund.hurdleRate()));
  }

  private static Change draft(FundRow fund, EventEnvelope envelope, FundEvent.DraftSaved event) {
    Integer last = fund.draftConfigVersion();
    if (event.configVersion() != (last == null ? 1 : last + 1)) {
      return new Change.Refused(
          "draft %d cannot follow draft %d"
              .formatted(event.configVersion(), last == null ? 0 : last));
    }
    ConfigChange drafted =
        new ConfigChange.Drafted(
            fund.id(),
            event.configVersion(),
            fund.version(),
            fund.tenant(),
            event.config(),
            envelope.recordedAt());
    FundRow row = fund.withConfigs(event.configVersion(), fund.publishedConfigVersion());
    return new Change.Moved(row, Optional.of(drafted));
  }

  private static Change publish(
      FundRow fund, EventEnvelope envelope, FundEvent.ConfigPublished event) {
    Integer last = fund.draftConfigVersion();
    if (last == null || event.configVersion() < 1 || event.configVersion() > last) {
      return new Change.Refused("there is no draft " + event.configVersion());
    }
    ConfigChange published =
        new ConfigChange.Published(
            fund.id(), event.configVersion(), fund.version(), envelope.recordedAt());
    FundRow row = fund.withConfigs(last, event.configVersion());
    return new Change.Moved(row, Optional.of(published));
  }

  private static Change moved(FundRow row) {
    return new Change.Moved(row, Optional.empty());
  }
}
