package io.fundstream.system.check;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is not as it must be.
 *
 * @param key the partition key, which is the fund; null when it concerns none
 * @param seq the event's number under the key; 0 when it concerns none
 */
public record Finding(Promise broken, @Nullable UUID key, long seq, String detail) {

  Finding(Promise broken, LogEvent event, String detail) {
    this(broken, event.key(), event.seq(), detail);
  }

  /** On one line. */
  public String line() {
    String where = key == null ? "" : " fund " + key + (seq == 0 ? "" : " seq " + seq);
    return broken + where + ": " + detail;
  }
}
