package io.fundstream.system.check;

import java.util.List;
import java.util.UUID;

/**
 * The read tables.
 *
 * @param history one for each version of each fund
 * @param trail every event that can be read
 * @param activities the ids of all activities, which are their events'
 * @param progress how far each projection in force is
 * @param parked how many records wait
 */
public record ReadSide(
    List<FundState> funds,
    List<FundState> history,
    List<ConfigState> configs,
    List<Trail> trail,
    List<UUID> activities,
    List<Progress> progress,
    long parked) {

  public ReadSide {
    funds = List.copyOf(funds);
    history = List.copyOf(history);
    configs = List.copyOf(configs);
    trail = List.copyOf(trail);
    activities = List.copyOf(activities);
    progress = List.copyOf(progress);
  }

  /** The same with other funds. */
  ReadSide with(List<FundState> others) {
    return new ReadSide(others, history, configs, trail, activities, progress, parked);
  }

  /** An event that can be read. */
  public record Trail(
      UUID eventId,
      String type,
      UUID stream,
      int version,
      UUID key,
      long seq,
      int partition,
      long offset) {}

  /** How far a projection is with a partition key. */
  public record Progress(String projection, UUID key, long seq) {}
}
