package io.fundstream.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A snapshot follows from its record, and so does the version of the code that can read it. */
class JsonStatesTest {
  private static final int MEANING = 1;

  /** A state as it is today. */
  interface Today {
    enum Phase {
      OPEN,
      SHUT
    }

    record Slice(BigDecimal amount, @Nullable String note) {}

    sealed interface Holder {}

    record Person(String name) implements Holder {}

    record Company(String name, int number) implements Holder {}

    record State(
        UUID id,
        Phase phase,
        long count,
        List<Slice> slices,
        Map<String, Slice> named,
        Holder holder,
        @Nullable Holder other) {
      public boolean isOpen() {
        return phase == Phase.OPEN;
      }
    }
  }

  record Flat(String name, int number) {}

  @Test
  void a_state_survives_its_bytes_whatever_it_is_made_of() throws Exception {
    Today.Slice slice = new Today.Slice(new BigDecimal("0.020000"), null);
    Today.State state =
        new Today.State(
            UUID.randomUUID(),
            Today.Phase.SHUT,
            1L << 40,
            List.of(slice, new Today.Slice(new BigDecimal("999999999999999999.99"), "é\u2028\"")),
            Map.of("a", slice),
            new Today.Company("Same", 7),
            new Today.Person("Same"));
    JsonStates<Today.State> states = new JsonStates<>(Today.State.class, MEANING);
    assertThat(states.read(states.write(state))).isEqualTo(state);
  }

  @Test
  void a_sealed_state_survives_its_bytes() throws Exception {
    JsonStates<Today.Holder> states = new JsonStates<>(Today.Holder.class, MEANING);
    for (Today.Holder holder : List.of(new Today.Person("x"), new Today.Company("x", 1))) {
      assertThat(states.read(states.write(holder))).isEqualTo(holder);
    }
  }

  @Test
  void bytes_that_are_no_such_state_are_refused_not_guessed() {
    JsonStates<Flat> states = new JsonStates<>(Flat.class, MEANING);
    for (String bytes :
        List.of(
            "",
            "{\"name\":\"x\"}",
            "{\"name\":\"x\",\"number\":null}",
            "{\"name\":\"x\",\"number\":1,\"more\":1}",
            "{\"name\":\"x\",\"number\":1}{}")) {
      assertThatThrownBy(() -> states.read(bytes.getBytes(StandardCharsets.UTF_8)))
          .as(bytes)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void the_same_shape_with_the_same_meaning_has_one_code_version() {
    assertThat(new JsonStates<>(Today.State.class, 1).codeVersion())
        .isEqualTo(new JsonStates<>(Today.State.class, 1).codeVersion())
        .isNotEqualTo(new JsonStates<>(Today.State.class, 2).codeVersion());
  }

  @Test
  void every_component_constant_and_choice_is_part_of_the_shape() {
    assertThat(new StateShape(Today.State.class).toString().replace(Today.class.getName(), ""))
        .isEqualTo(
            "$State(id java.util.UUID, phase $Phase(OPEN, SHUT), count long, slices"
                + " java.util.List($Slice(amount java.math.BigDecimal, note java.lang.String)),"
                + " named java.util.Map(java.lang.String, $Slice), holder $Holder($Person(name"
                + " java.lang.String), $Company(name java.lang.String, number int)), other"
                + " $Holder)");
  }

  @Test
  void texts_that_differ_in_a_name_or_in_order_differ_in_their_number() {
    record Of<T>(T value) {}
    // One name each, and the pairs that a String's hash takes for the same.
    record AaBb(int a) {}
    record BBBb(int a) {}
    assertThat(new StateShape(AaBb.class).codeVersion(1))
        .isNotEqualTo(new StateShape(BBBb.class).codeVersion(1));
    assertThatThrownBy(() -> new StateShape(Of.class)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_type_without_a_shape_is_refused_at_the_start() {
    record Money(double amount) {}
    record Raw(Object any) {}
    for (Class<?> type : List.of(Money.class, Raw.class, StringBuilder.class)) {
      assertThatThrownBy(() -> new JsonStates<>(type, MEANING))
          .as("%s", type)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
