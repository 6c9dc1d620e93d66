package io.fundstream.system.check;

import io.fundstream.system.traffic.Answer;
import io.fundstream.system.traffic.Sent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;

/**
 * Everything that was seen of a stack: a plain value, which can be judged again, and spoilt on
 * purpose.
 *
 * @param surprises answers that no harm explains
 * @param log in the order of recording
 * @param schemas by fingerprint
 * @param topic in the order of each partition
 * @param backwards rows that were seen at an older version than before
 * @param replays what each command was told when it was sent once more at the end
 */
public record Observation(
    List<Sent> sent,
    List<String> surprises,
    List<LogEvent> log,
    Map<ByteBuffer, Schema> schemas,
    List<TopicRecord> topic,
    ReadSide read,
    List<Backwards> backwards,
    Map<String, Answer> replays) {

  public Observation {
    sent = List.copyOf(sent);
    surprises = List.copyOf(surprises);
    log = List.copyOf(log);
    schemas = Map.copyOf(schemas);
    topic = List.copyOf(topic);
    backwards = List.copyOf(backwards);
    replays = Map.copyOf(replays);
  }

  /** A row that was seen at a version, and later at an older one. */
  public record Backwards(String what, UUID id, long from, long to, String at) {}

  /** The same with another log. */
  Observation withLog(List<LogEvent> other) {
    return new Observation(sent, surprises, other, schemas, topic, read, backwards, replays);
  }

  /** The same with other records. */
  Observation withTopic(List<TopicRecord> other) {
    return new Observation(sent, surprises, log, schemas, other, read, backwards, replays);
  }

  /** The same with other read tables. */
  Observation withRead(ReadSide other) {
    return new Observation(sent, surprises, log, schemas, topic, other, backwards, replays);
  }

  /** The same with another history. */
  Observation withSent(List<Sent> other) {
    return new Observation(other, surprises, log, schemas, topic, read, backwards, replays);
  }
}
