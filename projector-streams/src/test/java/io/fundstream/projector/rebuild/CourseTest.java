package io.fundstream.projector.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
  private static final Version LIVE = new Version("fund", 3, true, false, false, 2);
  private static final Version OLD = new Version("fund", 2, false, true, false, 1);

  private static Version filling(int number, int code) {
    return new Version("fund", number, false, false, false, code);
  }

  @Test
  void the_live_version_is_fed_and_retired_ones_are_not() {
    Course course = Course.of("fund", 2, List.of(OLD, LIVE));
    assertThat(course.run()).containsExactly(LIVE);
    assertThat(course.begin()).isFalse();
    assertThat(course.retire()).isEmpty();
  }

  @Test
  void a_rebuild_by_the_same_code_is_fed_beside_it() {
    Version filling = filling(4, 2);
    assertThat(Course.of("fund", 2, List.of(OLD, LIVE, filling)).run())
        .containsExactly(LIVE, filling);
  }

  @Test
  void newer_code_begins_a_version_of_its_own_and_feeds_the_live_one_meanwhile() {
    Course course = Course.of("fund", 3, List.of(LIVE));
    assertThat(course.run()).containsExactly(LIVE);
    assertThat(course.begin()).isTrue();
    assertThat(Course.of("fund", 3, List.of(LIVE, filling(4, 3))).begin()).isFalse();
  }

  @Test
  void newer_code_gives_up_what_older_code_was_filling() {
    Version older = filling(4, 2);
    Course course = Course.of("fund", 3, List.of(LIVE, older));
    assertThat(course.begin()).isTrue();
    assertThat(course.retire()).containsExactly(older);
    assertThat(course.run()).containsExactly(LIVE);
  }

  @Test
  void older_code_leaves_alone_what_newer_code_made() {
    assertThat(Course.of("fund", 2, List.of(LIVE, filling(4, 3))).run()).containsExactly(LIVE);
    Course course = Course.of("fund", 1, List.of(LIVE));
    assertThat(course.run()).isEmpty();
    assertThat(course.refusal()).isPresent();
    assertThat(course.begin()).isFalse();
    Version asked = filling(4, 1);
    assertThat(Course.of("fund", 1, List.of(LIVE, asked)).run()).containsExactly(asked);
  }

  @Test
  void a_projection_without_any_table_begins() {
    assertThat(Course.of("fund", 1, List.of()).begin()).isTrue();
    assertThat(Course.of("fund", 1, List.of(OLD)).begin()).isTrue();
  }
}
