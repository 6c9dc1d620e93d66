package io.fundstream.query.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fundstream.parts.TestDatabase;
import io.fundstream.query.Running;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ChangeListenerTest {
  private static final int NOTICES = 300;

  /** Counts what it is told. */
  private static final class Counting implements ChangeSubscriber {
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger changed = new AtomicInteger();
    private final AtomicInteger all = new AtomicInteger();

    @Override
    public void connected() {
      connected.incrementAndGet();
    }

    @Override
    public void disconnected() {}

    @Override
    public void changed(UUID id) {
      changed.incrementAndGet();
    }

    @Override
    public void allChanged() {
      all.incrementAndGet();
    }
  }

  /** Each time that it is told to be connected the server has answered a statement. */
  @Test
  void a_notice_costs_no_statement_and_the_server_is_asked_every_half_second() throws SQLException {
    Counting funds = new Counting();
    Counting others = new Counting();
    try (TestDatabase database = TestDatabase.fresh();
        ChangeListener listener =
            new ChangeListener(
                Running.config(database).database(),
                Map.of("fund", List.of(funds), "other", List.of(others)),
                () -> {},
                (thread, cause) -> {});
        Connection projector = database.connect("fundstream_projector");
        Statement statement = projector.createStatement()) {
      await().until(() -> funds.connected.get() > 0);
      int before = funds.connected.get();
      long began = System.nanoTime();
      for (int n = 1; n <= NOTICES; n++) {
        int told = n;
        statement.execute("notify fundstream_read_model, 'fund:" + UUID.randomUUID() + "'");
        await().pollInterval(Duration.ofMillis(1)).until(() -> funds.changed.get() == told);
      }
      long halfSeconds = (System.nanoTime() - began) / 500_000_000L;
      assertThat((long) funds.connected.get() - before).isLessThanOrEqualTo(halfSeconds + 1);
      assertThat(others.changed).hasValue(0);
      int more = funds.connected.get() + 2;
      await().until(() -> funds.connected.get() >= more);
      statement.execute("notify fundstream_read_model, 'unreadable'");
      await().until(() -> funds.all.get() == 2 && others.all.get() == 2);
    }
  }
}
