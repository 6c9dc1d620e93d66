package io.fundstream.system.torture;

import io.fundstream.system.check.Finding;
import io.fundstream.system.check.Judge;
import io.fundstream.system.check.Mutation;
import io.fundstream.system.check.Observation;
import io.fundstream.system.fault.Bag;
import io.fundstream.system.fault.FaultKind;
import io.fundstream.system.fault.Injector;
import io.fundstream.system.fault.Pause;
import io.fundstream.system.fault.Recovery.NotRecovered;
import io.fundstream.system.observe.Observer;
import io.fundstream.system.observe.Replay;
import io.fundstream.system.observe.Sampler;
import io.fundstream.system.stack.StackProcess;
import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Client;
import io.fundstream.system.traffic.History;
import io.fundstream.system.traffic.Traffic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Writers and faults at the same time on one stack, then the judgement. */
public final class Campaign {
  private static final int MOST_PAUSE_MILLIS = 1_000;

  private final CampaignSettings settings;
  private final StackProcess stack;
  private final Consumer<String> say;
  private final Figures figures = new Figures();
  private final History history = new History();
  private final List<String> failures = new ArrayList<>();
  private final List<String> tooSlow = new ArrayList<>();
  private final long start = System.nanoTime();

  /**
   * On a stack that is up and new.
   *
   * @param say told what is going on, a line at a time
   */
  public Campaign(CampaignSettings settings, StackProcess stack, Consumer<String> say) {
    this.settings = settings;
    this.stack = stack;
    this.say = say;
  }

  /** Runs it; returns with the stack still up. */
  public Verdict run() throws SQLException, InterruptedException, ExecutionException {
    Random random = new Random(settings.seed());
    try (Client client = new Client(stack.endpoints());
        Sampler sampler = new Sampler(stack)) {
      Traffic traffic = new Traffic(client, history, random.nextLong(), settings.writers());
      harm(new Probe(client, history, settings.patience(), this::recovered), random);
      finish(traffic);
      say.accept("every command is answered; each is sent once more");
      Map<String, Answer> replays = Replay.of(client, history.sent(), new Observer(stack).log());
      return judge(new Observer(stack).observe(history, sampler.backwards(), replays), random);
    }
  }

  private void harm(Probe probe, Random random) {
    Bag bag = new Bag(settings.faults(), random);
    Injector injector = new Injector(stack, probe, random, settings.outage());
    long end = System.nanoTime() + settings.length().toNanos();
    probe.await("nothing", System.nanoTime());
    while (System.nanoTime() < end && bag.emptied() < settings.rounds() && failures.isEmpty()) {
      Pause.of(settings.pause().plusMillis(random.nextInt(MOST_PAUSE_MILLIS)));
      FaultKind kind = bag.next();
      try {
        figures.hit(kind);
        injector.inject(kind);
        Awaitility.await("everything runs again")
            .atMost(settings.patience())
            .ignoreExceptions()
            .until(stack::allRunning);
      } catch (NotRecovered | ConditionTimeoutException | IllegalStateException e) {
        failures.add(kind.label() + ": " + e.getMessage());
        say.accept("FAILED " + failures.getLast());
      }
    }
  }

  private void recovered(String what, Duration took) {
    figures.recovered(what, took);
    boolean oneKill = what.startsWith("kill-") && !what.equals(FaultKind.KILL_TWO.label());
    if (oneKill && took.compareTo(settings.within()) > 0) {
      tooSlow.add("recovery after %s took %s s".formatted(what, Figures.seconds(took)));
    }
    say.accept(
        "%7s s  %-34s readable again after %s s"
            .formatted(
                Figures.seconds(Duration.ofNanos(System.nanoTime() - start)),
                what,
                Figures.seconds(took)));
  }

  private void finish(Traffic traffic) {
    try {
      traffic.finish();
    } catch (ConditionTimeoutException | IllegalStateException e) {
      failures.add("the writers: " + e.getMessage());
    }
  }

  private Verdict judge(Observation seen, Random random) {
    say.accept(
        "judging %d commands and %d events".formatted(seen.sent().size(), seen.log().size()));
    List<Finding> findings = Judge.judge(seen);
    List<String> uncaught = new ArrayList<>();
    if (findings.isEmpty()) {
      for (Mutation mutation : Mutation.values()) {
        if (Judge.judge(mutation.of(seen, random)).isEmpty()) uncaught.add(mutation.name());
      }
    }
    List<String> all = new ArrayList<>(failures);
    all.addAll(tooSlow);
    return new Verdict(seen, history, findings, all, uncaught, figures);
  }
}
