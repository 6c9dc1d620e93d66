package io.fundstream.runtime.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundstream.runtime.problem.FieldError;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void values_are_decoded() {
    Parameters p =
        Parameters.ofQuery("name=Press+On%20%C3%A9&limit=5&at=2026-03-31T09%3A30%3A00.5Z&flag");

    assertThat(p.text("name", 1, 20)).isEqualTo("Press On é");
    assertThat(p.whole("limit", 50, 1, 200)).isEqualTo(5);
    assertThat(p.instant("at")).hasToString("2026-03-31T09:30:00.500Z");
    assertThat(p.text("flag", 0, 5)).isEmpty();
    assertThat(p.whole("other", 7, 1, 9)).isEqualTo(7);
    assertThat(p.errors()).isEmpty();
  }

  @Test
  void every_parameter_at_fault_is_named_at_once() {
    Parameters p =
        Parameters.ofQuery(
            "limit=0&limit=2&skip=x&id=1&day=2026-02-30&at=2026-03-31&name=%zz&text=%ff&nul=a%00&cut=%4&unknown=1&=v");
    p.whole("limit", 50, 1, 200);
    p.whole("skip", 0, 0, 10);
    p.uuid("id");
    p.date("day");
    p.instant("at");
    for (String name : List.of("name", "text", "nul", "cut")) {
      assertThat(p.text(name, 1, 5)).isNull();
    }

    assertThat(p.errors().stream().map(FieldError::parameter).distinct())
        .containsExactlyInAnyOrder(
            "limit", "skip", "id", "day", "at", "name", "text", "nul", "cut", "unknown", "");
  }

  @Test
  void no_query_has_no_parameters() {
    assertThat(Parameters.ofQuery(null).errors()).isEmpty();
    assertThat(Parameters.ofQuery("").errors()).isEmpty();
  }
}
