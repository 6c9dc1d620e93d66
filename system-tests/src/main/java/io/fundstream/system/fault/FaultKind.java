package io.fundstream.system.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that is done to a stack. */
public enum FaultKind {
  KILL_GATEWAY("kill -9 of the gateway"),
  KILL_RELAY("kill -9 of the relay"),
  KILL_PROJECTOR("kill -9 of the projector"),
  KILL_QUERY("kill -9 of the query API"),
  KILL_KAFKA("kill -9 of Kafka"),
  KILL_POSTGRES("kill -9 of PostgreSQL, which then recovers from its write-ahead log"),
  KILL_REGISTRY("kill -9 of the schema registry"),
  KILL_TWO("kill -9 of two of them at once"),
  FREEZE_RELAY("SIGSTOP of the relay until a second one has taken over, then SIGCONT"),
  FREEZE_PROJECTOR("SIGSTOP of the projector beside a second one for longer than its session"),
  DROP_SLOT("the relay's replication slot dropped while it streams"),
  LOSE_OFFSETS("the relay's offsets lost, at times with its heads"),
  KAFKA_AWAY("Kafka stopped for a while, during which commands must go on"),
  WIPE_PROJECTOR("the projector's files and its offsets in Kafka wiped while it is stopped"),
  CUT_CONNECTIONS("the gateway's sessions terminated in the middle of transactions");

  private final String words;

  FaultKind(String words) {
    this.words = words;
  }

  /** As it is written on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is done. */
  public String words() {
    return words;
  }

  /** The kind with this label. */
  public static Optional<FaultKind> of(String label) {
    return all().stream().filter(kind -> kind.label().equals(label)).findFirst();
  }

  /** All of them. */
  public static List<FaultKind> all() {
    return Arrays.asList(values());
  }
}
