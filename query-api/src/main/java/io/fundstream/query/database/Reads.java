package io.fundstream.query.database;

import io.fundstream.runtime.database.Transactions;
import io.fundstream.runtime.database.Transactions.Work;
import io.fundstream.runtime.database.Unavailable;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one place that lends a connection to the read tables, and for whom. Every read is one
 * transaction of the role {@code fundstream_query}, which is read only and shows one moment
 * (repeatable read), so an answer made of several statements never mixes two states.
 *
 * <p>The tenant is not yet told to the database: statements name it themselves. What the database
 * must know of it before the work begins belongs into {@link #as} and {@link #onceAs}.
 *
 * <p>A rebuild replaces the views in one transaction of the projector. A statement that was planned
 * for the view before is planned anew, once; if the view is not there, or has not what this release
 * reads, the answer is that the read tables cannot be read now.
 */
public final class Reads {
  /** The oldest version of schema {@code read_model} on which this program runs. */
  public static final int OLDEST_SCHEMA = 2;

  /** One after its own: the next release's migration comes before its query services. */
  public static final int NEWEST_SCHEMA = 3;

  /**
   * No such table, column or operator; another type; a plan whose result has become another. Of a
   * statement of ours each means that a view is not the one that it was written for.
   */
  private static final Set<String> ANOTHER_VIEW =
      Set.of("42P01", "42703", "42883", "42804", "0A000");

  private static final int RETRY_AFTER_SECONDS = 1;

  private final DataSource pool;

  public Reads(DataSource pool) {
    this.pool = pool;
  }

  /**
   * Lends a connection for one transaction that reads a tenant's rows. The work may be run again.
   *
   * @throws Unavailable if the database is away or too slow, or a view is not there
   */
  public <T extends @Nullable Object> T as(UUID tenant, Work<T> work) {
    return Transactions.run(pool, onPresentViews(work));
  }

  /**
   * The same for work of one statement, which costs a round trip less.
   *
   * @throws Unavailable as {@link #as}
   */
  public <T extends @Nullable Object> T onceAs(UUID tenant, Work<T> work) {
    return Transactions.single(pool, onPresentViews(work));
  }

  /**
   * The same for what belongs to no tenant, such as progress, or is handed to each its own later.
   *
   * @throws Unavailable as {@link #as}
   */
  public <T extends @Nullable Object> T acrossTenants(Work<T> work) {
    return Transactions.run(pool, onPresentViews(work));
  }

  /**
   * The same for work of statements that need not show one moment.
   *
   * @throws Unavailable as {@link #as}
   */
  public <T extends @Nullable Object> T onceAcrossTenants(Work<T> work) {
    return Transactions.single(pool, onPresentViews(work));
  }

  /**
   * Runs the work again on the same connection: the driver has forgotten the plans of that one,
   * while another may hold old ones too.
   */
  private static <T extends @Nullable Object> Work<T> onPresentViews(Work<T> work) {
    return connection -> {
      try {
        return work.run(connection);
      } catch (SQLException e) {
        if (!ofAnotherView(e)) throw e;
      }
      if (!connection.getAutoCommit()) connection.rollback();
      try {
        return work.run(connection);
      } catch (SQLException e) {
        if (!ofAnotherView(e)) throw e;
        throw new Unavailable(
            "The read tables are being replaced, or are not those that this release reads.",
            RETRY_AFTER_SECONDS,
            e);
      }
    };
  }

  private static boolean ofAnotherView(SQLException e) {
    String state = e.getSQLState();
    return state != null && ANOTHER_VIEW.contains(state);
  }
}
