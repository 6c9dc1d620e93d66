package io.fundstream.system.check;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** One fund out of its events, by the rules of the domain and nothing of the platform's. */
final class FundFold {
  private static final String CLOSED = "CLOSED";
  private static final BigDecimal MOST_FEE = new BigDecimal("0.1");
  private static final BigDecimal MOST_SHARE = new BigDecimal("0.5");

  private final Map<Integer, ConfigState> configs = new TreeMap<>();
  private @Nullable FundState state;

  /** The fund after the events so far; nothing before the first. */
  Optional<FundState> state() {
    return Optional.ofNullable(state);
  }

  /** Its configurations, by their version. */
  Collection<ConfigState> configs() {
    return configs.values();
  }

  /** Folds an event. Returns the rule that it breaks; empty for none. */
  String apply(LogEvent event, GenericRecord payload) {
    FundState fund = state;
    if (event.shortType().equals("FundRegistered")) {
      state = registered(event, payload);
      return fund == null ? terms(state) : "registered twice";
    }
    if (fund == null) return "not registered";
    return switch (event.shortType()) {
      case "FundTermsAmended" -> {
        state = amended(fund, event, payload);
        yield fund.status().equals(CLOSED) ? "amended when closed" : terms(state);
      }
      case "FundStatusChanged" -> {
        String to = text(payload, "to");
        state = moved(fund, event, to, fund.draft(), fund.published());
        yield transition(fund.status(), text(payload, "from"), to);
      }
      case "FundDraftSaved" -> drafted(fund, event, payload);
      case "FundConfigPublished" -> published(fund, event, payload);
      default -> "an event of no known type";
    };
  }

  private static String transition(String status, String from, String to) {
    if (!status.equals(from)) return "not " + from + " but " + status;
    return List.of("FUNDRAISING INVESTING", "INVESTING CLOSED", "FUNDRAISING CLOSED")
            .contains(from + " " + to)
        ? ""
        : "from " + from + " to " + to;
  }

  private static String terms(FundState fund) {
    boolean sound =
        !fund.name().isEmpty()
            && fund.name().codePointCount(0, fund.name().length()) <= 255
            && fund.targetSize().signum() > 0
            && (fund.hardCap() == null || fund.hardCap().compareTo(fund.targetSize()) >= 0)
            && within(fund.managementFeeRate(), MOST_FEE)
            && within(fund.carryRate(), MOST_SHARE)
            && within(fund.hurdleRate(), MOST_SHARE);
    return sound ? "" : "terms out of bounds";
  }

  private static boolean within(BigDecimal rate, BigDecimal most) {
    return rate.signum() >= 0 && rate.compareTo(most) <= 0;
  }

  private String drafted(FundState fund, LogEvent event, GenericRecord payload) {
    int number = (Integer) payload.get("configVersion");
    int expected = configs.size() + 1;
    configs.put(
        number,
        new ConfigState(
            fund.id(),
            number,
            event.version(),
            text(payload, "config"),
            "DRAFT",
            event.recordedAt(),
            null));
    state = moved(fund, event, fund.status(), number, fund.published());
    if (fund.status().equals(CLOSED)) return "a draft when closed";
    return number == expected ? "" : "draft " + number + ", not " + expected;
  }

  private String published(FundState fund, LogEvent event, GenericRecord payload) {
    int number = (Integer) payload.get("configVersion");
    state = moved(fund, event, fund.status(), fund.draft(), number);
    ConfigState draft = configs.get(number);
    if (draft == null) return "published " + number + ", which there is not";
    configs.put(
        number,
        new ConfigState(
            fund.id(),
            number,
            event.version(),
            draft.text(),
            "PUBLISHED",
            draft.createdAt(),
            event.recordedAt()));
    if (fund.status().equals(CLOSED)) return "published when closed";
    return Objects.equals(fund.published(), number) ? "published twice in a row" : "";
  }

  private static FundState registered(LogEvent event, GenericRecord payload) {
    return new FundState(
        event.stream(),
        event.tenant(),
        event.version(),
        text(payload, "name"),
        (Integer) payload.get("vintageYear"),
        text(payload, "currency"),
        AvroDecimals.of(payload, "targetSize"),
        payload.get("hardCap") == null ? null : AvroDecimals.of(payload, "hardCap"),
        AvroDecimals.of(payload, "managementFeeRate"),
        AvroDecimals.of(payload, "carryRate"),
        AvroDecimals.of(payload, "hurdleRate"),
        "FUNDRAISING",
        null,
        null,
        event.recordedAt(),
        event.recordedAt());
  }

  private static FundState amended(FundState fund, LogEvent event, GenericRecord payload) {
    List<String> changed =
        ((Collection<?>) payload.get("changed")).stream().map(Object::toString).toList();
    Amended now = new Amended(changed, payload);
    return new FundState(
        fund.id(),
        fund.tenant(),
        event.version(),
        changed.contains("name") ? text(payload, "name") : fund.name(),
        fund.vintageYear(),
        fund.currency(),
        now.or("targetSize", fund.targetSize()),
        changed.contains("hardCap") ? now.cap() : fund.hardCap(),
        now.or("managementFeeRate", fund.managementFeeRate()),
        now.or("carryRate", fund.carryRate()),
        now.or("hurdleRate", fund.hurdleRate()),
        fund.status(),
        fund.draft(),
        fund.published(),
        fund.createdAt(),
        event.recordedAt());
  }

  /** What an amendment names. */
  private record Amended(List<String> changed, GenericRecord payload) {
    BigDecimal or(String term, BigDecimal before) {
      return changed.contains(term) ? AvroDecimals.of(payload, term) : before;
    }

    @Nullable BigDecimal cap() {
      return payload.get("hardCap") == null ? null : AvroDecimals.of(payload, "hardCap");
    }
  }

  private static FundState moved(
      FundState fund,
      LogEvent event,
      String status,
      @Nullable Integer draft,
      @Nullable Integer published) {
    return new FundState(
        fund.id(),
        fund.tenant(),
        event.version(),
        fund.name(),
        fund.vintageYear(),
        fund.currency(),
        fund.targetSize(),
        fund.hardCap(),
        fund.managementFeeRate(),
        fund.carryRate(),
        fund.hurdleRate(),
        status,
        draft,
        published,
        fund.createdAt(),
        event.recordedAt());
  }

  private static String text(GenericRecord payload, String field) {
    return String.valueOf(payload.get(field));
  }
}
