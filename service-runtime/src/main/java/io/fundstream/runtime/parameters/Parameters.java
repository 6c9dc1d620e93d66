package io.fundstream.runtime.parameters;

import io.fundstream.runtime.json.Parsed;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.text.Reading;
import io.fundstream.runtime.text.Texts;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes parameters out of a query string and collects everything that is wrong: unknown names,
 * repeated ones, values that do not fit, escapes that are none. A parameter that is absent or wrong
 * reads as null or its default; use values only when {@link #errors} is empty.
 */
public final class Parameters {
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  private Parameters() {}

  /** The parameters of a request's query string. */
  public static Parameters of(Context ctx) {
    return ofQuery(ctx.req().getQueryString());
  }

  /**
   * @param query without the question mark; null for none
   */
  public static Parameters ofQuery(@Nullable String query) {
    Parameters parameters = new Parameters();
    if (query == null || query.isEmpty()) return parameters;
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) parameters.add(pair);
    }
    return parameters;
  }

  /** Whether the parameter was sent. */
  public boolean has(String name) {
    asked.add(name);
    return values.containsKey(name);
  }

  /** Text of {@code min} to {@code max} characters, or null. */
  public @Nullable String text(String name, int min, int max) {
    return optional(name, t -> Texts.text(t, min, max));
  }

  /** A whole number from {@code min} to {@code max}, or the default. */
  public int whole(String name, int defaultValue, int min, int max) {
    Integer value = optionalWhole(name, min, max);
    return value == null ? defaultValue : value;
  }

  /** A whole number from {@code min} to {@code max}, or null. */
  public @Nullable Integer optionalWhole(String name, int min, int max) {
    Long value = optional(name, t -> Texts.whole(t, min, max));
    return value == null ? null : value.intValue();
  }

  /** A canonical UUID, or null. */
  public @Nullable UUID uuid(String name) {
    return optional(name, Texts::uuid);
  }

  /** An ISO date, or null. */
  public @Nullable LocalDate date(String name) {
    return optional(name, Texts::date);
  }

  /** An RFC 3339 instant ending in Z, or null. */
  public @Nullable Instant instant(String name) {
    return optional(name, Texts::instant);
  }

  /** One of the constants, exactly as written, or null. */
  public <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
    return optional(name, t -> Texts.oneOf(t, type));
  }

  /** A value in a form of the caller's own, or null. */
  public <T> @Nullable T read(String name, Function<String, Reading<T>> form) {
    return optional(name, form);
  }

  /** Adds an error of the caller's, for rules across parameters. */
  public void refuse(String name, String detail) {
    errors.add(FieldError.parameter(name, detail));
  }

  /** Everything that is wrong, unknown names included. */
  public List<FieldError> errors() {
    List<FieldError> all = new ArrayList<>(errors);
    values.keySet().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> all.add(FieldError.parameter(name, "There is no such parameter.")));
    return all;
  }

  /** The value, if nothing is wrong. */
  public <T> Parsed<T> result(Supplier<T> value) {
    List<FieldError> all = errors();
    return all.isEmpty() ? new Parsed.Ok<>(value.get()) : new Parsed.Bad<>(all);
  }

  private void add(String pair) {
    int equals = pair.indexOf('=');
    String name = PercentText.decoded(equals < 0 ? pair : pair.substring(0, equals));
    String value = PercentText.decoded(equals < 0 ? "" : pair.substring(equals + 1));
    if (name == null) {
      refuse("", "The name of a parameter is not valid percent-encoded UTF-8.");
    } else if (value == null) {
      refuse(name, "The value is not valid percent-encoded UTF-8, or holds a NUL.");
      asked.add(name);
    } else if (values.putIfAbsent(name, value) != null) {
      refuse(name, "The parameter is given more than once.");
    }
  }

  private <T> @Nullable T optional(String name, Function<String, Reading<T>> form) {
    asked.add(name);
    String text = values.get(name);
    if (text == null) return null;
    return switch (form.apply(text)) {
      case Reading.Value<T> ok -> ok.value();
      case Reading.Wrong<T> wrong -> {
        refuse(name, wrong.detail());
        yield null;
      }
    };
  }
}
