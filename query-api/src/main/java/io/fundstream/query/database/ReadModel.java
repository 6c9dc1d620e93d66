package io.fundstream.query.database;

import io.fundstream.runtime.database.Transactions;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The read tables. Every read is one transaction of the role {@code fundstream_query}, which is
 * read only and shows one moment (repeatable read), so an answer made of several statements never
 * mixes two states.
 */
public final class ReadModel {
  /** The oldest version of schema {@code read_model} on which this program runs. */
  public static final int OLDEST_SCHEMA = 2;

  /** One after its own: the next release's migration comes before its query services. */
  public static final int NEWEST_SCHEMA = 3;

  private final DataSource pool;

  public ReadModel(DataSource pool) {
    this.pool = pool;
  }

  /**
   * Lends a connection for as long as the work takes.
   *
   * @throws io.fundstream.runtime.database.Unavailable if the database is away or too slow
   */
  public <T extends @Nullable Object> T read(Transactions.Work<T> work) {
    return Transactions.run(pool, work);
  }

  /**
   * The same for work of one statement, which costs a round trip less.
   *
   * @throws io.fundstream.runtime.database.Unavailable if the database is away or too slow
   */
  public <T extends @Nullable Object> T readOnce(Transactions.Work<T> work) {
    return Transactions.single(pool, work);
  }
}
