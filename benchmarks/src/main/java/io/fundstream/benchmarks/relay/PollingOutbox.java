package io.fundstream.benchmarks.relay;

import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Persistor;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import com.gruelbox.transactionoutbox.TransactionOutboxEntry;
import com.gruelbox.transactionoutbox.TransactionOutboxListener;
import com.zaxxer.hikari.HikariDataSource;
import io.fundstream.parts.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The peer: an outbox table that is asked for what is new, each entry published and acknowledged in
 * a transaction that then deletes it. At least once, and in no order (this version keeps none), so
 * it does less than ours.
 */
final class PollingOutbox implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int IN_TRANSACTION = 50;
  private static final Duration PAUSE = Duration.ofMillis(20);

  /** What a queue entry asks for. The library looks for it by name. */
  public interface Publication {
    /** Returns when Kafka has it. */
    void publish(String key, String payload);
  }

  private final HikariDataSource connections = new HikariDataSource();
  private final TransactionManager transactions;
  private final Publication publication;
  private final AtomicLong done = new AtomicLong();

  PollingOutbox(TestDatabase database, Publication publication) {
    connections.setJdbcUrl(database.url());
    connections.setUsername(database.superuser());
    connections.setPassword(database.password(database.superuser()));
    connections.setMaximumPoolSize(THREADS + 2);
    this.transactions = TransactionManager.fromDataSource(connections);
    this.publication = publication;
  }

  /** Writes so many entries, then has them published and tells how many a second. */
  double perSecond(int entries, String payload) {
    write(entries, payload);
    long before = done.get();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      TransactionOutbox outbox = outbox(Submitter.withExecutor(threads), Clock.systemUTC());
      Thread poller = Thread.ofPlatform().daemon().start(() -> poll(outbox));
      try {
        return Pace.perSecond(entries, () -> done.get() - before);
      } finally {
        poller.interrupt();
      }
    }
  }

  private static void poll(TransactionOutbox outbox) {
    while (!Thread.currentThread().isInterrupted()) {
      if (!outbox.flush()) LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** An hour ago, so that all of it is due. */
  private void write(int entries, String payload) {
    Submitter later = (entry, now) -> {};
    TransactionOutbox outbox = outbox(later, Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)));
    for (int written = 0; written < entries; written += IN_TRANSACTION) {
      transactions.inTransaction(() -> {
        for (int n = 0; n < IN_TRANSACTION; n++) {
          outbox.schedule(Publication.class).publish(UUID.randomUUID().toString(), payload);
        }
      });
    }
  }

  private TransactionOutbox outbox(Submitter submitter, Clock clock) {
    return TransactionOutbox.builder()
        .transactionManager(transactions)
        .persistor(Persistor.forDialect(Dialect.POSTGRESQL_9))
        .instantiator(Instantiator.using(type -> publication))
        .submitter(submitter)
        .clockProvider(() -> clock)
        .listener(
            new TransactionOutboxListener() {
              @Override
              public void success(TransactionOutboxEntry entry) {
                done.incrementAndGet();
              }
            })
        .build();
  }

  @Override
  public void close() {
    connections.close();
  }
}
