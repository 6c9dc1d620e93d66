package io.fundstream.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.parts.TestDatabase;
import io.fundstream.projector.rebuild.Ends.End;
import io.fundstream.projector.table.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a version being filled has as much as the live one, which has an offset of 97 in a part. */
class BehindTest {
  private static final Version LIVE = new Version("event", 1, true, false, false, 1);
  private static final Version FILLING = new Version("event", 2, false, false, false, 1);
  private static final Part PART = new Part("fundstream.fund", 10);
  private static final String KEY = "01a1ffc2-aa7e-754e-9662-50da5ce85be6";

  private TestDatabase database;
  private Connection connection;

  @BeforeEach
  void start() throws SQLException {
    database = TestDatabase.fresh();
    connection = database.connect(database.superuser());
    applied(LIVE, 97);
    progress(LIVE, 61);
    progress(FILLING, 61);
  }

  @AfterEach
  void stop() throws SQLException {
    connection.close();
    database.close();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void applied(Version version, long offset) throws SQLException {
    execute(
        "insert into read_model.applied values ('%s', '%s', %d, %d)"
            .formatted(version, PART.topic(), PART.part(), offset));
  }

  private void progress(Version version, long seq) throws SQLException {
    execute("insert into read_model.progress values ('%s', '%s', %d)".formatted(version, KEY, seq));
  }

  /** What is said of the end is older and smaller than it is. */
  private void read(long offset) throws SQLException {
    execute(
        "insert into read_model.filling values ('%s', '%s', %d, %d, 1)"
            .formatted(FILLING, PART.topic(), PART.part(), offset));
  }

  private String behind(Ends ends) throws SQLException {
    return Behind.of(connection, FILLING, LIVE, ends).orElse("in nothing");
  }

  private static Ends end(long applied, long end) {
    return new Ends(List.of(new End(PART, applied, end)));
  }

  @Test
  void it_is_behind_in_a_part_of_which_it_has_applied_less() throws SQLException {
    assertThat(behind(Ends.NONE)).isEqualTo("fundstream.fund-10 is at 0 instead of 97");
    assertThat(Behind.parts(connection, FILLING, LIVE)).isEqualTo(Map.of(PART, 97L));
    applied(FILLING, 97);
    assertThat(behind(Ends.NONE)).isEqualTo("in nothing");
    assertThat(Behind.parts(connection, FILLING, LIVE)).isEmpty();
  }

  @Test
  void who_has_read_a_part_to_its_end_is_not_behind_in_it() throws SQLException {
    applied(FILLING, 64);
    read(65);
    assertThat(behind(end(97, 65))).isEqualTo("in nothing");
    assertThat(behind(end(97, 66))).isEqualTo("fundstream.fund-10 is at 64 instead of 97");
    assertThat(behind(Ends.NONE))
        .as("what it says of the end itself is no end")
        .isEqualTo("fundstream.fund-10 is at 64 instead of 97");
  }

  @Test
  void an_end_that_was_asked_for_before_the_live_version_went_on_says_nothing()
      throws SQLException {
    applied(FILLING, 64);
    read(65);
    assertThat(behind(end(96, 65))).isEqualTo("fundstream.fund-10 is at 64 instead of 97");
  }

  @Test
  void who_is_at_the_end_of_a_part_that_lacks_events_yet_is_behind_in_their_keys()
      throws SQLException {
    applied(FILLING, 64);
    read(65);
    execute("update read_model.progress set seq = 60 where projection = '%s'".formatted(FILLING));
    assertThat(behind(end(97, 65))).isEqualTo("key " + KEY + " is at 60 instead of 61");
  }
}
