package io.fundstream.gateway.command;

import java.util.List;

/** What an {@link Intent} decided over several streams. */
public sealed interface Verdict {

  /**
   * Granted: all of it happens or none of it.
   *
   * @param appends in order, to streams that the intent named as written
   * @param takes values that must be unique across streams
   * @param releases claims of the same streams that end
   */
  record Granted(List<Append<?, ?>> appends, List<Claim> takes, List<Claim> releases)
      implements Verdict {
    public Granted {
      appends = List.copyOf(appends);
      takes = List.copyOf(takes);
      releases = List.copyOf(releases);
    }
  }

  /** Not granted. */
  record Refused(Refusal refusal) implements Verdict {}
}
