package io.fundstream.system.fault;

import io.fundstream.system.stack.SecondInstance;
import io.fundstream.system.stack.Signals;
import io.fundstream.system.stack.StackProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Does it, waits until the stack works again, and leaves it as it was: one process of each service.
 */
public final class Injector {
  private static final List<String> SERVICES =
      List.of("gateway", "relay", "projector", "query", "kafka", "postgres", "registry");

  /** Longer than the 6 s after which a projector that is not heard of loses its parts. */
  private static final Duration LONGER_THAN_A_SESSION = Duration.ofSeconds(8);

  private static final Duration SHARING = Duration.ofSeconds(1);
  private static final Duration ACCEPTED = Duration.ofSeconds(5);

  private final StackProcess stack;
  private final Recovery recovery;
  private final Random random;
  private final Duration outage;

  /**
   * For one stack.
   *
   * @param outage how long Kafka is away
   */
  public Injector(StackProcess stack, Recovery recovery, Random random, Duration outage) {
    this.stack = stack;
    this.recovery = recovery;
    this.random = random;
    this.outage = outage;
  }

  /**
   * Does one.
   *
   * @throws Recovery.NotRecovered if the stack does not come back
   */
  public void inject(FaultKind kind) {
    switch (kind) {
      case KILL_GATEWAY -> kill(kind, "gateway");
      case KILL_RELAY -> kill(kind, "relay");
      case KILL_PROJECTOR -> kill(kind, "projector");
      case KILL_QUERY -> kill(kind, "query");
      case KILL_KAFKA -> kill(kind, "kafka");
      case KILL_POSTGRES -> kill(kind, "postgres");
      case KILL_REGISTRY -> kill(kind, "registry");
      case KILL_TWO -> killTwo(kind);
      case FREEZE_RELAY -> freezeRelay(kind);
      case FREEZE_PROJECTOR -> freezeProjector(kind);
      case DROP_SLOT -> {
        Sessions.dropSlot(stack);
        recovery.await(kind.label(), System.nanoTime());
      }
      case LOSE_OFFSETS -> loseOffsets(kind);
      case KAFKA_AWAY -> kafkaAway(kind);
      case WIPE_PROJECTOR -> wipeProjector(kind);
      case CUT_CONNECTIONS -> {
        Sessions.cutTransactions(stack);
        recovery.await(kind.label(), System.nanoTime());
      }
    }
  }

  private void kill(FaultKind kind, String service) {
    long since = System.nanoTime();
    stack.kill(service);
    recovery.await(kind.label(), since);
  }

  private void killTwo(FaultKind kind) {
    List<String> services = new ArrayList<>(SERVICES);
    Collections.shuffle(services, random);
    long since = System.nanoTime();
    services.subList(0, 2).forEach(stack::kill);
    recovery.await(kind.label(), since);
  }

  /** The one that wakes up has to find itself fenced: its lock, its slot and its epoch are gone. */
  private void freezeRelay(FaultKind kind) {
    long stopped;
    try (SecondInstance second = stack.second(SecondInstance.Kind.RELAY)) {
      second.awaitAlive();
      freeze(kind, "relay", Duration.ZERO);
      stopped = System.nanoTime();
    }
    recovery.await(kind.label() + ", second stopped", stopped);
  }

  private void freezeProjector(FaultKind kind) {
    long stopped;
    try (SecondInstance second = stack.second(SecondInstance.Kind.PROJECTOR)) {
      second.awaitReady();
      Pause.of(SHARING);
      freeze(kind, "projector", LONGER_THAN_A_SESSION);
      stopped = System.nanoTime();
    }
    recovery.await(kind.label() + ", second stopped", stopped);
  }

  private void freeze(FaultKind kind, String service, Duration atLeast) {
    long pid = stack.pid(service).orElseThrow();
    long since = System.nanoTime();
    Signals.freeze(pid);
    try {
      recovery.await(kind.label(), since);
      Pause.of(atLeast.minusNanos(System.nanoTime() - since));
    } finally {
      Signals.wake(pid);
    }
    recovery.await(kind.label() + ", woken", System.nanoTime());
  }

  private void loseOffsets(FaultKind kind) {
    boolean heads = random.nextBoolean();
    whileStopped(
        kind,
        "relay",
        () -> {
          try (Brokers kafka = new Brokers(stack)) {
            kafka.empty("fundstream.relay.offsets");
            if (heads) kafka.empty("fundstream.relay.heads");
          }
        });
  }

  private void kafkaAway(FaultKind kind) {
    whileStopped(
        kind,
        "kafka",
        () -> {
          long end = System.nanoTime() + outage.toNanos();
          do {
            recovery.accepted(kind.label(), ACCEPTED);
            Pause.of(SHARING);
          } while (System.nanoTime() < end);
        });
  }

  private void wipeProjector(FaultKind kind) {
    whileStopped(
        kind,
        "projector",
        () -> {
          ProjectorFiles.wipe(stack.temporary());
          try (Brokers kafka = new Brokers(stack)) {
            kafka.forgetGroups();
          }
        });
  }

  /** Counts from when it may run again: that it was away before was on purpose. */
  private void whileStopped(FaultKind kind, String service, Runnable harm) {
    long since;
    try {
      stack.stopServices(service);
      harm.run();
    } finally {
      since = System.nanoTime();
      stack.letRun(service);
    }
    recovery.await(kind.label(), since);
  }
}
