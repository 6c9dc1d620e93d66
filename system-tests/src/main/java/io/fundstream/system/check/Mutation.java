package io.fundstream.system.check;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One fault put into what was seen, of the kind that a broken platform would make: the judge has to
 * find it. What was seen must hold at least two records of one key, and two funds.
 */
public enum Mutation {
  LOG_DROP,
  LOG_REPEAT,
  LOG_SWAP,
  LOG_EDIT,
  KAFKA_DROP,
  KAFKA_REPEAT,
  KAFKA_SWAP,
  KAFKA_EDIT,
  READ_DROP,
  READ_REPEAT,
  READ_SWAP,
  READ_EDIT;

  /** The same with one fault. */
  public Observation of(Observation seen, Random random) {
    return switch (this) {
      case LOG_DROP, LOG_REPEAT, LOG_SWAP, LOG_EDIT -> seen.withLog(log(seen, random));
      case KAFKA_DROP, KAFKA_REPEAT, KAFKA_SWAP, KAFKA_EDIT -> seen.withTopic(topic(seen, random));
      case READ_DROP, READ_REPEAT, READ_SWAP, READ_EDIT ->
          seen.withRead(seen.read().with(funds(seen, random)));
    };
  }

  private List<LogEvent> log(Observation seen, Random random) {
    List<LogEvent> log = new ArrayList<>(seen.log());
    int at = random.nextInt(log.size());
    LogEvent one = log.get(at);
    switch (this) {
      case LOG_DROP -> log.remove(at);
      case LOG_REPEAT -> log.add(at, one);
      case LOG_EDIT -> log.set(at, one.with(edited(one.payload())));
      default -> {
        int[] pair = neighbours(log.stream().map(LogEvent::key).toList(), random);
        LogEvent first = log.get(pair[0]);
        LogEvent second = log.get(pair[1]);
        log.set(pair[0], second.at(first.version(), first.seq(), first.recordedAt()));
        log.set(pair[1], first.at(second.version(), second.seq(), second.recordedAt()));
      }
    }
    return log;
  }

  private List<TopicRecord> topic(Observation seen, Random random) {
    List<TopicRecord> topic = new ArrayList<>(seen.topic());
    int at = random.nextInt(topic.size());
    switch (this) {
      case KAFKA_DROP -> topic.remove(at);
      case KAFKA_REPEAT -> topic.add(topic.get(at));
      case KAFKA_EDIT -> topic.set(at, topic.get(at).with(edited(topic.get(at).data())));
      default -> {
        int[] pair = neighbours(topic.stream().map(TopicRecord::key).toList(), random);
        Collections.swap(topic, pair[0], pair[1]);
      }
    }
    return topic;
  }

  private List<FundState> funds(Observation seen, Random random) {
    List<FundState> funds = new ArrayList<>(seen.read().funds());
    int at = random.nextInt(funds.size());
    FundState one = funds.get(at);
    switch (this) {
      case READ_DROP -> funds.remove(at);
      case READ_REPEAT -> funds.add(one);
      case READ_EDIT -> funds.set(at, one.named(one.name() + "?"));
      default -> {
        int next = (at + 1) % funds.size();
        FundState other = funds.get(next);
        funds.set(at, other.of(one.id()));
        funds.set(next, one.of(other.id()));
      }
    }
    return funds;
  }

  /** One bit of the last byte. */
  private static ByteBuffer edited(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    copy[copy.length - 1] ^= 1;
    return ByteBuffer.wrap(copy);
  }

  /** Where two that follow one another under one key are. */
  private static <K> int[] neighbours(List<K> keys, Random random) {
    Map<K, Integer> last = new HashMap<>();
    List<int[]> pairs = new ArrayList<>();
    for (int at = 0; at < keys.size(); at++) {
      Integer before = last.put(keys.get(at), at);
      if (before != null) pairs.add(new int[] {before, at});
    }
    return pairs.get(random.nextInt(pairs.size()));
  }
}
