package io.fundstream.query.event;

import io.fundstream.query.page.Cursor;
import io.fundstream.query.page.ListId;
import io.fundstream.query.page.Place;
import io.fundstream.schemas.Topics;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How far someone has read the feed: for each part of each topic the first offset not yet read.
 * What is not named starts at its oldest event, so a topic that comes later is read from its
 * beginning.
 *
 * @param generation changes when the feed is filled anew; offsets of another one mean nothing
 * @param next by topic, one number a part; the arrays are never changed
 */
record FeedPlace(UUID generation, SortedMap<String, long[]> next) {
  private static final int MAX_TOPICS = 64;

  /** Before the oldest event. */
  static FeedPlace oldest(UUID generation) {
    return new FeedPlace(generation, new TreeMap<>());
  }

  /** The first offset not yet read. */
  long next(String topic, int part) {
    long[] parts = next.get(topic);
    return parts == null ? 0 : parts[part];
  }

  /** Whether the event lies behind this place. */
  boolean passed(Spot spot) {
    return spot.offset() < next(spot.topic(), spot.part());
  }

  /** The place right after the event. */
  FeedPlace after(Spot spot) {
    SortedMap<String, long[]> moved = new TreeMap<>(next);
    long[] old = moved.get(spot.topic());
    long[] parts = old == null ? new long[Topics.PARTITIONS] : old.clone();
    parts[spot.part()] = Math.max(parts[spot.part()], spot.offset() + 1);
    moved.put(spot.topic(), parts);
    return new FeedPlace(generation, moved);
  }

  /** The cursor of this place in a list of events. */
  String cursor(ListId list) {
    Place.Writer place = new Place.Writer().id(generation).count(next.size());
    next.forEach((topic, parts) -> {
      place.text(topic);
      Arrays.stream(parts).forEach(place::count);
    });
    return Cursor.write(list, place.bytes());
  }

  /** The inverse of {@link #cursor}, from a cursor already known to be of the right list. */
  static FeedPlace read(byte[] bytes) throws Place.Malformed {
    Place.Reader place = new Place.Reader(bytes);
    UUID generation = place.id();
    SortedMap<String, long[]> next = new TreeMap<>();
    long topics = place.count();
    for (long i = 0; i < topics && i <= MAX_TOPICS; i++) {
      long[] parts = new long[Topics.PARTITIONS];
      String topic = place.text();
      for (int part = 0; part < parts.length; part++) {
        parts[part] = place.count();
      }
      next.put(topic, parts);
    }
    place.end();
    return new FeedPlace(generation, next);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeedPlace(UUID itsGeneration, SortedMap<String, long[]> its)
        && generation.equals(itsGeneration)
        && next.keySet().equals(its.keySet())
        && next.entrySet().stream()
            .allMatch(topic -> Arrays.equals(topic.getValue(), its.get(topic.getKey())));
  }

  @Override
  public int hashCode() {
    int hash = generation.hashCode();
    for (Map.Entry<String, long[]> topic : next.entrySet()) {
      hash = 31 * hash + topic.getKey().hashCode() * 31 + Arrays.hashCode(topic.getValue());
    }
    return hash;
  }
}
