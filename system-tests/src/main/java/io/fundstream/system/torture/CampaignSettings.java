package io.fundstream.system.torture;

import io.fundstream.system.fault.FaultKind;
import java.time.Duration;
import java.util.List;

/**
 * A campaign.
 *
 * @param seed decides the order of the faults and what is written
 * @param length no fault begins after it
 * @param rounds how often each kind is hit at most
 * @param faults at least one
 * @param pause from a recovery to the next fault, at least: without one, faults meet processes that
 *     are still warming up
 * @param outage how long Kafka is away
 * @param within what recovery after a single kill may take
 * @param patience what any recovery may take; beyond it the campaign ends
 * @param writers at least one
 */
public record CampaignSettings(
    long seed,
    Duration length,
    int rounds,
    List<FaultKind> faults,
    Duration pause,
    Duration outage,
    Duration within,
    Duration patience,
    int writers) {

  public CampaignSettings {
    faults = List.copyOf(faults);
  }
}
