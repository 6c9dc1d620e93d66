package io.fundstream.projector.fund;

import java.time.Instant;
import java.util.UUID;

/**
 * What an event does to a row of {@code fund_config}. Its version is that of the fund that did it:
 * a configuration never goes back to an older one.
 */
public sealed interface ConfigChange {
  record Drafted(
      UUID fundId,
      int configVersion,
      int version,
      UUID tenant,
      String configText,
      Instant createdAt)
      implements ConfigChange {}

  record Published(UUID fundId, int configVersion, int version, Instant publishedAt)
      implements ConfigChange {}
}
