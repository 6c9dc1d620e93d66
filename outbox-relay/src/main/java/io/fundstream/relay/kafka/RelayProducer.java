package io.fundstream.relay.kafka;

import io.fundstream.relay.Fenced;
import io.fundstream.schemas.Instants;
import io.fundstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay's one producer. A batch is one transaction: its events, the heads they touch, the
 * source position. What is not committed is sent again whole. Not safe for use by several threads.
 */
public final class RelayProducer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RelayProducer.class);
  private static final int ATTEMPTS = 3;
  private static final byte[] POSITION_KEY = utf8("outbox");
  private static final byte[] SETTLED_KEY = utf8("settled");

  private final Producer<byte[], byte[]> producer;
  private TopicEnds ends = new TopicEnds(java.util.List.of());
  private boolean gaveUp;

  /** What took too long; set by the producer's thread before a flush returns. */
  private volatile @Nullable TimeoutException late;

  public RelayProducer(KafkaSettings settings) {
    this(client(settings));
  }

  RelayProducer(Producer<byte[], byte[]> producer) {
    this.producer = producer;
  }

  static Producer<byte[], byte[]> client(KafkaSettings settings) {
    return new KafkaProducer<>(
        settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Fences every predecessor and ends what it left open. Until this has returned, what is committed
   * may still change.
   */
  public void init() {
    guarded(producer::initTransactions);
  }

  /** Where the topics end now, to go on from. */
  public void endsAt(TopicEnds known) {
    this.ends = known;
  }

  /**
   * Commits one transaction; when this returns it is in Kafka.
   *
   * @throws Fenced if another relay has taken over
   * @throws KafkaException if Kafka is away or the outcome is not known: close this producer, make
   *     a new one, and read what is committed
   */
  public void commit(Outgoing batch) {
    for (int attempt = 1; ; attempt++) {
      try {
        guarded(() -> transact(batch));
        return;
      } catch (TimeoutException e) {
        gaveUp = true;
        throw e;
      } catch (InterruptException | ApplicationRecoverableException e) {
        throw e;
      } catch (KafkaException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        LOG.warn("the batch was aborted and is sent again whole: {}", e.toString());
        guarded(producer::abortTransaction);
      }
    }
  }

  private void transact(Outgoing batch) {
    TopicEnds sent = ends.copy();
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> event : batch.events()) {
      send(event, sent);
    }
    batch.heads().forEach((key, head) -> send(HeadRecord.of(key, head), null));
    if (batch.position() != null) {
      send(
          new ProducerRecord<>(Topics.RELAY_OFFSETS, 0, POSITION_KEY, batch.position().bytes()),
          null);
    }
    if (batch.settled() != null) {
      // The events' offsets are known once they are acknowledged.
      flush();
      sendSettled(batch.settled(), sent);
    }
    // A commit waits for the records too, but may overtake those that were sent just before (0100).
    flush();
    producer.commitTransaction();
    ends = sent;
  }

  /** Waits until the broker has answered for every record. */
  private void flush() {
    producer.flush();
    TimeoutException failure = late;
    if (failure != null) {
      throw failure;
    }
  }

  private void sendSettled(Instant settled, TopicEnds sent) {
    String value =
        "{\"settledAt\":\"" + Instants.text(settled) + "\",\"ends\":" + sent.json() + "}";
    send(new ProducerRecord<>(Topics.RELAY_SETTLED, 0, SETTLED_KEY, utf8(value)), null);
  }

  /** The commit throws what any of its sends has failed with, so their futures are not needed. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(ProducerRecord<byte[], byte[]> record, @Nullable TopicEnds sent) {
    producer.send(
        record,
        (metadata, failure) -> {
          if (failure instanceof TimeoutException timeout) {
            late = timeout;
          } else if (failure == null && sent != null) {
            sent.sent(metadata.topic(), metadata.partition(), metadata.offset());
          }
        });
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (KafkaException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof ProducerFencedException
            || cause instanceof InvalidProducerEpochException) {
          throw new Fenced(e);
        }
      }
      throw e;
    }
  }

  /** Aborts what is open, unless a commit was given up: then there is nothing to wait for. */
  @Override
  public void close() {
    producer.close(gaveUp ? Duration.ZERO : Duration.ofSeconds(2));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
