package io.fundstream.system.traffic;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What one writer sends next: all commands of the fund context, most to a fund of its own, some to
 * funds that all writers share, and now and then one that must be refused.
 */
final class Orders {
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "CHF");

  private final Random random;
  private final List<UUID> hot;

  /** The last version that anybody was told, of funds that all share. */
  private final ConcurrentMap<UUID, Integer> hotVersions;

  private @Nullable OwnFund own;
  private int left;

  Orders(long seed, List<UUID> hot, ConcurrentMap<UUID, Integer> hotVersions) {
    this.random = new Random(seed);
    this.hot = List.copyOf(hot);
    this.hotVersions = hotVersions;
  }

  static ConcurrentMap<UUID, Integer> versions() {
    return new ConcurrentHashMap<>();
  }

  Request next() {
    OwnFund fund = own;
    if (fund == null || left-- <= 0) return register();
    int roll = random.nextInt(100);
    if (!hot.isEmpty() && roll < 25) return toHot(hot.get(random.nextInt(hot.size())));
    if (roll < 37) return refused(fund);
    if (!fund.closed()) return accepted(fund);
    return random.nextBoolean()
        ? register()
        : FundRequests.draft(fund.id(), config()).expecting(409);
  }

  private Request register() {
    own = null;
    left = 5 + random.nextInt(30);
    UUID id = random.nextInt(5) == 0 ? null : uuid();
    String cap = random.nextBoolean() ? "null" : "\"" + millions(100, 300) + "\"";
    return FundRequests.register(
        id, name(), CURRENCIES.get(random.nextInt(CURRENCIES.size())), cap);
  }

  private Request toHot(UUID fund) {
    return switch (random.nextInt(4)) {
      case 0 ->
          FundRequests.amend(fund, hotVersions.getOrDefault(fund, 1), named()).expecting(200, 412);
      case 1 -> FundRequests.publish(fund, null).expecting(201, 409);
      default -> FundRequests.draft(fund, config());
    };
  }

  private Request accepted(OwnFund fund) {
    int roll = random.nextInt(100);
    boolean publishable = fund.drafts() > 0 && fund.published() != fund.drafts();
    if (roll < 30 || (roll < 50 && !publishable)) return FundRequests.draft(fund.id(), config());
    if (roll < 50) {
      return FundRequests.publish(fund.id(), random.nextBoolean() ? null : fund.drafts());
    }
    if (roll < 95) return FundRequests.amend(fund.id(), fund.version(), terms());
    boolean invest = fund.status().equals("FUNDRAISING") && random.nextBoolean();
    return FundRequests.status(fund.id(), invest ? "INVESTING" : "CLOSED", "reason " + uuid());
  }

  /** The name is always new, so no amendment is one that changes nothing. */
  private String terms() {
    return switch (random.nextInt(5)) {
      case 0 -> named() + ",\"hardCap\":null";
      case 1 -> named() + ",\"hardCap\":\"" + millions(200, 400) + "\"";
      case 2 -> named() + ",\"targetSize\":\"" + millions(50, 100) + "\"";
      case 3 -> named() + ",\"carryRate\":\"0." + (100_000 + random.nextInt(300_000)) + "\"";
      default -> named();
    };
  }

  private Request refused(OwnFund fund) {
    return switch (random.nextInt(9)) {
      case 0 -> FundRequests.amend(fund.id(), fund.version() + 5, named()).expecting(412);
      case 1 -> FundRequests.amend(fund.id(), 1, named()).at(null).expecting(428);
      case 2 -> FundRequests.draft(fund.id(), "5").expecting(400);
      case 3 -> FundRequests.draft(uuid(), config()).expecting(404);
      case 4 -> FundRequests.register(fund.id(), name()).expecting(409);
      case 5 -> FundRequests.publish(fund.id(), 9_999).expecting(404);
      case 6 -> FundRequests.status(fund.id(), "FUNDRAISING", "back").expecting(409);
      case 7 -> FundRequests.draft(fund.id(), "{\"a\":1},\"oops\":true").expecting(400);
      default -> FundRequests.draft(fund.id(), config()).under(fund.key()).expecting(422);
    };
  }

  /** Takes in what a command was told; after one without an answer the fund is left alone. */
  void follow(Request request, @Nullable Answer answer) {
    OwnFund fund = own;
    if (answer == null) {
      own = null;
    } else if (!answer.accepted()) {
      return;
    } else if (request.event().equals("FundRegistered")) {
      own = OwnFund.registered(answer, request);
    } else if (fund != null && fund.id().equals(request.fund())) {
      own = fund.after(request, answer);
    } else if (request.fund() != null) {
      hotVersions.merge(request.fund(), answer.json().get("version").asInt(), Math::max);
    }
  }

  private String named() {
    return "\"name\":\"" + name() + "\"";
  }

  private String name() {
    return "Fonds Été & Söhne № " + uuid();
  }

  private String config() {
    return "{\"n\":%d,\"text\":\"%s\",\"list\":[%s]}"
        .formatted(random.nextInt(), "ä€😀".repeat(random.nextInt(4)), random.nextInt(100));
  }

  private String millions(int from, int to) {
    return from + random.nextInt(to - from + 1) + "000000.00";
  }

  private UUID uuid() {
    return new UUID(
        (random.nextLong() & ~0xF000L) | 0x4000L, (random.nextLong() >>> 2) | 0x8000000000000000L);
  }
}
