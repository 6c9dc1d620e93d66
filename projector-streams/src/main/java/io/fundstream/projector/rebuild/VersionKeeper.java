package io.fundstream.projector.rebuild;

import io.fundstream.projector.rebuild.VersionTable.Seen;
import io.fundstream.projector.table.Shape;
import io.fundstream.projector.table.Startup;
import io.fundstream.runtime.supervisor.Supervisor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once in a while at the versions in the database and does what they ask for: begins and
 * gives up rebuilds, feeds versions, switches, and cleans up. Any number of instances may do so.
 */
public final class VersionKeeper implements Supervisor.Body {
  private static final Logger LOG = LoggerFactory.getLogger(VersionKeeper.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** How long others have for leaving a retired version before its tables go. */
  private static final long LEAVING = Duration.ofSeconds(5).toNanos();

  /** How long what could not be done rests before it is tried again. */
  private static final long REST = Duration.ofSeconds(2).toNanos();

  private final DataSource database;
  private final Map<String, Shape> shapes;
  private final Running running;
  private final Switching switching;
  private final Retirement retirement;
  private final RebuildWishes wishes;
  private final Map<Version, Long> resting = new HashMap<>();
  private final Map<Version, Long> retiredSince = new HashMap<>();

  /**
   * @param parts how many parts of topics each projection reads, by its name
   * @param kafka what every Kafka client of this process is given
   */
  public VersionKeeper(
      DataSource database,
      Collection<Shape> shapes,
      Map<String, Integer> parts,
      Running running,
      Map<String, Object> kafka) {
    this.database = database;
    this.shapes = shapes.stream().collect(Collectors.toMap(Shape::name, Function.identity()));
    this.running = running;
    this.switching = new Switching(database, parts, kafka);
    this.retirement = new Retirement(kafka);
    this.wishes = new RebuildWishes(this.shapes);
  }

  @Override
  public void run(Runnable up) throws Exception {
    Startup.checkSchema(database);
    up.run();
    while (true) {
      look();
      Thread.sleep(PAUSE);
    }
  }

  private void look() throws SQLException, InterruptedException {
    Seen seen = seen();
    if (seen.wished()) {
      while (transaction(wishes::next)) {
        LOG.debug("looks for the next wish");
      }
      seen = seen();
    }
    Map<String, List<Version>> versions =
        seen.versions().stream().collect(Collectors.groupingBy(Version::name));
    Map<String, Course> courses = new TreeMap<>();
    for (Shape shape : shapes.values()) {
      List<Version> those = versions.getOrDefault(shape.name(), List.of());
      Course course = Course.of(shape.name(), shape.code(), those);
      if (course.begin() || !course.retire().isEmpty()) {
        course = renew(shape);
      }
      courses.put(shape.name(), course);
    }
    running.keep(courses, held(courses));
    for (Shape shape : shapes.values()) {
      List<Version> those = versions.getOrDefault(shape.name(), List.of());
      advance(shape, those, courses.getOrDefault(shape.name(), Course.NONE));
    }
  }

  /**
   * One version is filled at a time, in the order of names; one that has been caught up and only
   * waits for something else holds up no other.
   */
  private Set<Version> held(Map<String, Course> courses) {
    Set<Version> held = new HashSet<>();
    boolean taken = false;
    for (Course course : courses.values()) {
      for (Version version : course.run()) {
        if (version.filling() && !switching.hasCaughtUp(version)) {
          if (taken) {
            held.add(version);
          }
          taken = true;
        }
      }
    }
    return held;
  }

  private Seen seen() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      return VersionTable.seen(connection);
    }
  }

  /** The code is newer than the tables: decided once more where nobody else can change them. */
  private Course renew(Shape shape) throws SQLException {
    return transaction(connection -> {
      VersionTable.lock(connection, shape.name());
      List<Version> now = VersionTable.of(connection, shape.name());
      Course course = Course.of(shape.name(), shape.code(), now);
      for (Version version : course.retire()) {
        VersionTable.retire(connection, version);
      }
      if (course.begin() && !renewedInPlace(connection, shape, now)) {
        int number = VersionTable.create(connection, shape);
        LOG.info("{}-v{} is filled by version {} of the code", shape.name(), number, shape.code());
      }
      return Course.of(shape.name(), shape.code(), VersionTable.of(connection, shape.name()));
    });
  }

  private static boolean renewedInPlace(Connection connection, Shape shape, List<Version> now)
      throws SQLException {
    Optional<Version> live = now.stream().filter(Version::live).findFirst();
    return live.isPresent() && Untouched.renewed(connection, shape, live.get());
  }

  private void advance(Shape shape, List<Version> versions, Course course)
      throws InterruptedException {
    Optional<Version> live = versions.stream().filter(Version::live).findFirst();
    for (Version version : course.run()) {
      if (version.filling() && rested(version)) {
        tryIt(version, () -> switching.attempt(shape, version, live));
      }
    }
    for (Version version : versions) {
      if (version.retired() && !version.cleaned() && left(version) && rested(version)) {
        tryIt(version, () -> clean(shape, version));
      }
    }
  }

  /**
   * Whether nobody writes its rows any more. Of other instances that cannot be known, but within a
   * few looks they have seen that it is retired.
   */
  private boolean left(Version version) {
    long seen = retiredSince.computeIfAbsent(version, v -> System.nanoTime());
    return !running.feeds(version) && System.nanoTime() - seen >= LEAVING;
  }

  private boolean clean(Shape shape, Version version)
      throws SQLException, InterruptedException, ExecutionException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      return retirement.step(connection, shape, version);
    }
  }

  private boolean rested(Version version) {
    Long until = resting.get(version);
    return until == null || System.nanoTime() - until >= 0;
  }

  private interface Attempt {
    boolean done() throws SQLException, InterruptedException, ExecutionException;
  }

  /** What cannot be done now holds up nothing else. */
  private void tryIt(Version version, Attempt attempt) throws InterruptedException {
    try {
      if (attempt.done()) {
        resting.remove(version);
        return;
      }
    } catch (SQLException | ExecutionException e) {
      LOG.warn("{} cannot be brought further now", version, e);
    }
    resting.put(version, System.nanoTime() + REST);
  }

  private interface Transaction<T> {
    T in(Connection connection) throws SQLException;
  }

  private <T> T transaction(Transaction<T> work) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
