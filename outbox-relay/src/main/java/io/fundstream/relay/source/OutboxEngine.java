package io.fundstream.relay.source;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of Debezium's engine, from its start to its end. */
public final class OutboxEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxEngine.class);
  private static final Duration WAIT = Duration.ofSeconds(5);
  private static final Duration BATCH = Duration.ofSeconds(3);

  /** Sends a batch; when it returns, the batch is committed to Kafka. */
  @FunctionalInterface
  public interface Sink {
    /** Any exception ends the engine; the batch comes again in the next run. */
    void send(StreamBatch batch) throws Exception;
  }

  private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
  private final Sink sink;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean closing;

  /** Prepared; nothing is connected yet. */
  public OutboxEngine(StreamSettings settings, Sink sink) {
    this.sink = sink;
    this.engine =
        DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
            .using(settings.debezium())
            .using(new Progress())
            .using(this::completed)
            .notifying(this::handle)
            .build();
  }

  /** Starts streaming on a thread of its own. */
  public void start() {
    Thread.ofPlatform().name("relay-engine").start(engine);
  }

  /** Completes when the engine has ended: exceptionally unless it was closed. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /** Completes when the engine streams, or exceptionally when it has ended before. */
  public CompletableFuture<Void> started() {
    return started;
  }

  private void handle(
      List<RecordChangeEvent<SourceRecord>> records,
      RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
      throws InterruptedException {
    sending.lockInterruptibly();
    try {
      for (RecordChangeEvent<SourceRecord> record : records) {
        if (closing) {
          return;
        }
        sink.send((StreamBatch) record.record().value());
        committer.markProcessed(record);
        committer.markBatchFinished();
      }
    } catch (InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new org.apache.kafka.connect.errors.ConnectException(e);
    } finally {
      sending.unlock();
    }
  }

  private void completed(
      boolean success, String message, @org.jspecify.annotations.Nullable Throwable error) {
    Throwable cause = error == null ? new IllegalStateException(message) : error;
    started.completeExceptionally(cause);
    if (success || closing) {
      ended.complete(null);
    } else {
      ended.completeExceptionally(cause);
    }
  }

  /** Ends the engine after the batch that is being sent, which gets a few seconds. */
  @Override
  public void close() {
    closing = true;
    try {
      // The engine interrupts its threads when it closes; a transaction should not be cut off.
      if (sending.tryLock(BATCH.toMillis(), TimeUnit.MILLISECONDS)) {
        sending.unlock();
      }
      if (!ended.isDone()) {
        // Debezium cannot be closed while it starts.
        started.handle((done, failure) -> true).get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
        closeEngine();
        ended.get(WAIT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.warn("the engine ended with {}", e.toString());
    }
  }

  private void closeEngine() {
    try {
      engine.close();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("the engine was ending by itself", e);
    }
  }

  private final class Progress implements DebeziumEngine.ConnectorCallback {
    @Override
    public void pollingStarted() {
      started.complete(null);
    }
  }
}
