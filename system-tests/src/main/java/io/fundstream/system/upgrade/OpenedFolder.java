package io.fundstream.system.upgrade;

import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Judge;
import io.fundstream.system.check.LogEvent;
import io.fundstream.system.check.Observation;
import io.fundstream.system.check.Promise;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.observe.Replay;
import io.fundstream.system.stack.Release;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.Crowd;
import io.fundstream.system.traffic.FundRequests;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Request;
import io.fundstream.system.traffic.Traffic;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A data folder that the release before has filled is opened by this one. */
final class OpenedFolder {
  private static final Duration WITHIN = Duration.ofMinutes(2);
  private static final int COMMANDS = 500;
  private static final int AMENDMENTS = 260;
  private static final int WRITERS = 4;

  /** Small batches, so that a rebuild has a middle. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "FUNDSTREAM_PROJECTOR_BATCH_RECORDS", "20", "FUNDSTREAM_PROJECTOR_REBUILD_THREADS", "1");

  private final Findings findings;
  private final Path folder;
  private final History history = new History();
  private final Batches batches = new Batches();
  private final UUID longFund = UUID.randomUUID();
  private final UUID parkedFund = UUID.randomUUID();

  OpenedFolder(Findings findings, Path folder) {
    this.findings = findings;
    this.folder = folder;
  }

  /** Fills it with one release and opens it with another. */
  void run(Release old, Release now) throws Exception {
    Before before;
    HalfRebuild.Half half;
    try (StackProcess stack = StackProcess.up(old, folder, SETTINGS)) {
      before = fill(stack);
      half = new HalfRebuild(stack).begin();
      findings.tell("the release before stopped with " + half + " and parked " + before.parked());
    }
    try (StackProcess stack = StackProcess.up(now, folder, Map.of())) {
      open(stack, before, half);
    }
  }

  private Before fill(StackProcess stack) throws Exception {
    Tables tables = new Tables(stack);
    try (Client client = new Client(stack.endpoints());
        Reader reader = new Reader(stack.endpoints())) {
      Traffic traffic = new Traffic(client, history, 1, WRITERS);
      longStream(client);
      Awaitility.await("enough commands").atMost(WITHIN).until(() -> history.size() >= COMMANDS);
      traffic.finish();
      batches.answered(reader);
      findings.tell(
          batches.cut(stack, tables) + " lines of the batch that was cut off are decided");
      park(tables, client);
      Awaitility.await("the read tables are there")
          .atMost(WITHIN)
          .until(() -> tables.behind() == 0);
      Before before = Before.of(stack, reader, List.of(longFund), parkedFund);
      findings.check(
          "the release before gives the same answers twice", new Compared(before).answers(reader));
      return before;
    }
  }

  /** More events than lie between two snapshots. */
  private void longStream(Client client) {
    send(client, FundRequests.register(longFund, "Long fund"));
    for (int n = 1; n <= AMENDMENTS; n++) {
      String terms =
          n % 2 == 0
              ? "\"name\":\"Long %d\"".formatted(n)
              : "\"hardCap\":\"%d000000.00\"".formatted(200 + n);
      send(client, FundRequests.amend(longFund, n, terms));
    }
    send(client, FundRequests.draft(longFund, "{\"a\":{\"b\":[1,2.50,\"é\"]}}"));
    send(client, FundRequests.publish(longFund, null));
  }

  private Answer send(Client client, Request request) {
    Answer answer = Crowd.untilAnswered(client, request);
    history.add(request, 1, answer);
    return answer;
  }

  /** A table that refuses a row is the one fault that a sound log and a sound topic allow. */
  private void park(Tables tables, Client client) throws SQLException {
    tables.run(
        "alter table read_model.activity_v1 add constraint refuses check (fund_id <> '%s')"
            .formatted(parkedFund));
    send(client, FundRequests.register(parkedFund, "Parked"));
    send(client, FundRequests.draft(parkedFund, "{}"));
    Awaitility.await("both are parked").atMost(WITHIN).until(() -> tables.parked().size() == 2);
    tables.run("alter table read_model.activity_v1 drop constraint refuses");
  }

  private void open(StackProcess stack, Before before, HalfRebuild.Half half) throws Exception {
    Compared compared = new Compared(before);
    Tables tables = new Tables(stack);
    try (Client client = new Client(stack.endpoints());
        Reader reader = new Reader(stack.endpoints())) {
      compare(stack, compared, tables, reader, "at once");
      rebuilds(stack, tables, half);
      compare(stack, compared, tables, reader, "after the rebuilds");
      findings.check("the live feed resumes at an old place", compared.feed(reader));
      findings.check("tail --from-beginning prints the same", compared.tail(stack));
      parked(stack, tables, compared);
      findings.check("a batch is answered as before under its key", batches.repeated(reader));
      findings.check(
          "a batch that was cut off is finished under its key", batches.completed(tables, reader));
      goOn(stack, tables, client);
    }
  }

  private void compare(
      StackProcess stack, Compared compared, Tables tables, Reader reader, String when)
      throws Exception {
    findings.check("answers are the same " + when, compared.answers(reader));
    findings.check("an old cursor leads on " + when, compared.pages(reader));
    findings.check("payloads and hashes are the same " + when, compared.log(stack));
    findings.check("no schema is gone or changed " + when, compared.schemas(tables));
  }

  private void rebuilds(StackProcess stack, Tables tables, HalfRebuild.Half half) throws Exception {
    stack.run("rebuild").output().lines().forEach(findings::tell);
    Awaitility.await("every version that is being filled serves")
        .atMost(WITHIN)
        .until(() -> tables.filling().isEmpty());
    String versions = stack.run("rebuild").output();
    versions.lines().forEach(findings::tell);
    findings.check(
        "the half-done rebuild went on or began anew",
        versions
            .lines()
            .filter(line -> line.startsWith("fund-v"))
            .anyMatch(line -> line.endsWith("serves") && !line.startsWith("fund-v1 ")),
        half + " and now:\n" + versions);
  }

  private void parked(StackProcess stack, Tables tables, Compared compared) throws Exception {
    boolean anew =
        tables
                .texts(
                    "select 1 from read_model.projection where name = 'activity' and live and version > 1")
                .size()
            == 1;
    if (anew) {
      findings.check("activity began anew and parks nothing", tables.parked());
      return;
    }
    findings.check("the same records are parked", compared.parked(tables));
    String list = stack.run("dlq", "list").output();
    findings.check("dlq list names them", list.contains("activity-v1"), list);
    String[] place =
        tables
            .texts(
                "select topic || '-' || part || '@' || \"offset\" from read_model.parked where poison")
            .getFirst()
            .split(" ");
    StackProcess.Ran retried = stack.run("dlq", "retry", place[0]);
    findings.check(
        "dlq retry applies them",
        retried.status() == 0 && tables.parked().isEmpty(),
        retried.output());
  }

  private void goOn(StackProcess stack, Tables tables, Client client) throws Exception {
    int then = history.size();
    Traffic traffic = new Traffic(client, history, 2, WRITERS);
    int version = AMENDMENTS + 3;
    findings.check(
        "a stream with a snapshot goes on",
        send(client, FundRequests.amend(longFund, version, "\"name\":\"Goes on\"")).status() == 200,
        "");
    Awaitility.await("more commands")
        .atMost(WITHIN)
        .until(() -> history.size() >= then + COMMANDS / 2);
    traffic.finish();
    List<LogEvent> log = new Observer(stack).log();
    Map<String, Answer> replays = Replay.of(client, history.sent(), log);
    findings.check(
        "commands of the release before are answered as before under their keys",
        replayed(replays));
    Observation seen = new Observer(stack).observe(history, List.of(), replays);
    findings.check("the judge finds nothing", judged(seen));
    StackProcess.Ran verify = stack.run("verify", "--kafka");
    findings.check("verify --kafka passes", verify.status() == 0, verify.output());
    findings.check("nothing is parked", tables.parked());
  }

  private List<String> replayed(Map<String, Answer> replays) {
    Map<String, Answer> first = new HashMap<>();
    history
        .sent()
        .forEach(sent -> {
          if (sent.answer() != null) first.put(sent.request().id(), sent.answer());
        });
    List<String> wrong = new ArrayList<>();
    replays.forEach((id, now) -> {
      Answer then = first.get(id);
      if (then != null && then.accepted() && (!then.equals(now.original()) || !now.replayed())) {
        wrong.add(then + " then, " + now + " now");
      }
    });
    return wrong;
  }

  /** Funds of the batches are asked for by nobody whom the history knows. */
  private List<String> judged(Observation seen) {
    Set<UUID> known = new HashSet<>(batches.funds());
    return Judge.judge(seen).stream()
        .filter(finding ->
            finding.broken() != Promise.NOTHING_UNASKED || !known.contains(finding.key()))
        .map(Finding::line)
        .toList();
  }
}
