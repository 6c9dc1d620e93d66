package io.fundstream.system.upgrade;

import io.fundstream.system.check.LogEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is read before and after: every GET route of the read side with the parameters that it has.
 */
record Questions(List<Question> all) {
  private static final String JSON = "application/json";
  private static final String CSV = "text/csv";
  private static final int FUNDS = 12;

  Questions {
    all = List.copyOf(all);
  }

  /** One read. */
  record Question(String path, String accept) {
    /** Whether it is a list that shows funds, whose tag is made of the bytes. */
    boolean listsFunds() {
      return path.startsWith("/v1/funds?") || path.equals("/v1/funds");
    }

    /** Whether new fields of a fund may be in the answer. */
    boolean showsFunds() {
      return listsFunds() || path.matches("/v1/funds/[^/]*");
    }
  }

  /**
   * Those of a log.
   *
   * @param first funds that must be among those asked for
   * @param without a fund whose records are parked, which nobody asks for
   */
  static Questions of(List<LogEvent> log, List<UUID> first, UUID without) {
    List<Question> all = new ArrayList<>();
    lists(all);
    Set<UUID> funds = new LinkedHashSet<>(first);
    log.stream().map(LogEvent::stream).forEach(funds::add);
    funds.remove(without);
    funds.stream().limit(FUNDS).forEach(fund -> fund(all, fund, instants(log, fund)));
    wrong(all, funds.iterator().next());
    return new Questions(all);
  }

  private static void lists(List<Question> all) {
    for (String path :
        List.of(
            "/v1/funds",
            "/v1/funds?limit=7&sort=name",
            "/v1/funds?limit=9&sort=-vintageYear",
            "/v1/funds?limit=50&sort=-createdAt",
            "/v1/funds?status=CLOSED&limit=5",
            "/v1/funds?vintageYear=2024&limit=11",
            "/v1/funds?name=Fonds%20%C3%89t%C3%A9&limit=20",
            "/v1/funds?skip=3&limit=4")) {
      both(all, path);
    }
    all.add(new Question("/v1/events?limit=100", JSON));
    all.add(new Question("/v1/events?context=fund&limit=80", JSON));
  }

  private static void both(List<Question> all, String path) {
    all.add(new Question(path, JSON));
    all.add(new Question(path, CSV));
  }

  private static void fund(List<Question> all, UUID fund, List<Instant> instants) {
    String path = "/v1/funds/" + fund;
    all.add(new Question(path, JSON));
    all.add(new Question(path + "?minVersion=1", JSON));
    instants.forEach(at -> all.add(new Question(path + "?knownAt=" + at, JSON)));
    both(all, path + "/configs");
    both(all, path + "/configs?sort=-configVersion&limit=2");
    all.add(new Question(path + "/configs/1", JSON));
    both(all, path + "/events?limit=40");
    both(all, path + "/events?sort=-recordedAt&limit=30");
    both(all, "/v1/activities?limit=20&fundId=" + fund);
    all.add(new Question("/v1/events?limit=50&streamId=" + fund, JSON));
  }

  /** A moment before the first event, some moments between, and the last one's own. */
  private static List<Instant> instants(List<LogEvent> log, UUID fund) {
    List<Instant> recorded =
        log.stream()
            .filter(event -> event.stream().equals(fund))
            .map(event -> Instant.EPOCH.plus(event.recordedAt(), ChronoUnit.MICROS))
            .toList();
    List<Instant> asked = new ArrayList<>();
    asked.add(recorded.getFirst().minus(1, ChronoUnit.MICROS));
    asked.add(recorded.getFirst());
    asked.add(recorded.get(recorded.size() / 2));
    asked.add(recorded.getLast());
    return asked;
  }

  private static void wrong(List<Question> all, UUID fund) {
    for (String path :
        List.of(
            "/v1/funds/018f0000-0000-7000-8000-000000000000",
            "/v1/funds/nonsense",
            "/v1/funds?limit=0&oops=1",
            "/v1/funds/" + fund + "?knownAt=2999-01-01T00:00:00Z",
            "/v1/funds/" + fund + "/configs/9999",
            "/v1/funds/" + fund + "/configs?cursor=abc",
            "/v1/events?streamId=1",
            "/v1/activities?fundId=2",
            "/v1/nothing")) {
      all.add(new Question(path, JSON));
    }
  }
}
