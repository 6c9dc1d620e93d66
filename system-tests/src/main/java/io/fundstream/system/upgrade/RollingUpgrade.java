package io.fundstream.system.upgrade;

import io.fundstream.stack.data.Endpoints;
import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Judge;
import io.fundstream.system.check.Observation;
import io.fundstream.system.fault.Pause;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.observe.Replay;
import io.fundstream.system.observe.Sampler;
import io.fundstream.system.stack.Release;
import io.fundstream.system.stack.SecondInstance;
import io.fundstream.system.stack.SecondInstance.Kind;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Traffic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Both releases side by side on one database and one Kafka while clients write and read, then the
 * newer one alone: the order of docs/upgrade.md.
 */
final class RollingUpgrade {
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final int WRITERS = 4;
  private static final int BEFORE = 100;
  private static final int AFTER = 200;

  private final Findings findings;
  private final Path folder;
  private final Duration together;
  private final History history = new History();

  /**
   * In an empty folder.
   *
   * @param together how long both work side by side
   */
  RollingUpgrade(Findings findings, Path folder, Duration together) {
    this.findings = findings;
    this.folder = folder;
    this.together = together;
  }

  /** Goes from one to the other. */
  void run(Release old, Release now) throws Exception {
    try (StackProcess stack = StackProcess.up(old, folder, Map.of());
        Sampler sampler = new Sampler(stack)) {
      Endpoints at = stack.endpoints();
      Turns gateways = new Turns(at.gateway());
      Turns queries = new Turns(at.query());
      try (Client client = new Client(gateways, queries, at.apiKey());
          Client reader = new Client(gateways, queries, at.apiKey());
          Readings readings = new Readings(reader, history)) {
        Traffic traffic = new Traffic(client, history, 3, WRITERS);
        sent(BEFORE);
        migrate(stack, now);
        try (SecondInstance projector = stack.second(Kind.PROJECTOR, now).awaitReady();
            SecondInstance query = stack.second(Kind.QUERY, now).awaitReady();
            SecondInstance gateway = stack.second(Kind.GATEWAY, now).awaitReady();
            SecondInstance relay = stack.second(Kind.RELAY, now).awaitAlive()) {
          queries.add(query.http());
          gateways.add(gateway.http());
          sideBySide(stack);
          retire(stack, at, gateways, queries);
          relay.awaitReady();
          projector.awaitReady();
          sent(history.size() + AFTER);
          traffic.finish();
          judge(stack, now, client, sampler, readings);
        }
      }
    }
  }

  private void sent(int count) {
    Awaitility.await(count + " commands").atMost(WITHIN).until(() -> history.size() >= count);
  }

  private void migrate(StackProcess stack, Release now) throws Exception {
    StackProcess.Ran migrated = stack.run(now, "migrate");
    findings.check("migrate, old processes running", migrated.status() == 0, migrated.output());
  }

  private void sideBySide(StackProcess stack) throws Exception {
    int before = history.size();
    Pause.of(together);
    int sent = history.size() - before;
    findings.tell("%d commands in %d s side by side".formatted(sent, together.toSeconds()));
    new Tables(stack).versions().forEach(findings::tell);
  }

  /** The relay and the projector of the release before go last: they also know only old events. */
  private static void retire(StackProcess stack, Endpoints at, Turns gateways, Turns queries) {
    gateways.remove(at.gateway());
    queries.remove(at.query());
    stack.stopServices("gateway", "query");
    stack.stopServices("projector");
    stack.stopServices("relay");
  }

  private void judge(
      StackProcess stack, Release now, Client client, Sampler sampler, Readings readings)
      throws Exception {
    findings.check(
        "no command of %d was answered with a 5xx, or not at all".formatted(history.size()),
        history.triesInVain() == 0,
        history.triesInVain() + " were");
    findings.check("no read of %d was".formatted(readings.count()), readings.failed());
    Map<String, Answer> replays = Replay.of(client, history.sent(), new Observer(stack).log());
    Observation seen = new Observer(stack).observe(history, sampler.backwards(), replays);
    findings.check(
        "the judge finds nothing in %d events".formatted(seen.log().size()),
        Judge.judge(seen).stream().map(Finding::line).toList());
    Tables tables = new Tables(stack);
    Awaitility.await("every version that is being filled serves")
        .atMost(WITHIN)
        .until(() -> tables.filling().isEmpty());
    tables.versions().forEach(findings::tell);
    findings.check("new fields and events, the new release alone", new NewEvents(client).wrong());
    findings.check("nothing is parked", tables.parked());
    StackProcess.Ran verify = stack.run(now, "verify", "--kafka");
    findings.check("verify --kafka passes", verify.status() == 0, verify.output());
  }
}
