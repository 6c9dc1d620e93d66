package io.fundstream.gateway.log;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real database whose connection breaks at the commit, as often as told. */
final class FaultyCommits {
  /** When the connection breaks. */
  enum Break {
    BEFORE,
    AFTER
  }

  private final AtomicInteger left = new AtomicInteger();
  private volatile Break when = Break.AFTER;

  void next(Break at, int times) {
    when = at;
    left.set(times);
  }

  int left() {
    return left.get();
  }

  DataSource around(DataSource real) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = invoke(real, method, arguments);
          return result instanceof Connection connection ? around(connection) : result;
        });
  }

  private Connection around(Connection real) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("commit") && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
            commitAndBreak(real);
          }
          return invoke(real, method, arguments);
        });
  }

  private void commitAndBreak(Connection real) throws SQLException {
    if (when == Break.AFTER) {
      real.commit();
    }
    try (Statement statement = real.createStatement()) {
      statement.execute("select pg_terminate_backend(pg_backend_pid())");
    } catch (SQLException e) {
      throw new SQLException("the connection broke at the commit", "08006", e);
    }
  }

  private interface Call {
    Object call(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (_, m, a) -> call.call(m, a)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
