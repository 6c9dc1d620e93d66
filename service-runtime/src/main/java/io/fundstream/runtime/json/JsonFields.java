package io.fundstream.runtime.json;

import io.fundstream.runtime.json.JsonObject.Kind;
import io.fundstream.runtime.json.JsonObject.Member;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.text.Reading;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes fields out of an object and collects everything that is wrong, by JSON pointer. A required
 * field that is missing or wrong reads as a harmless stand-in, an optional one as null, so values
 * may be used only when {@link #errors} is empty; {@link #result} keeps that.
 *
 * <p>Names that were never asked for are errors too.
 */
public final class JsonFields {
  private static final BigDecimal SMALLEST_MONEY = new BigDecimal("-999999999999999999.99");
  private static final BigDecimal LARGEST_MONEY = SMALLEST_MONEY.negate();
  private static final UUID NO_UUID = new UUID(0, 0);

  private final JsonObject object;
  private final Set<String> asked = new HashSet<>();
  private final List<FieldError> errors = new ArrayList<>();

  private JsonFields(JsonObject object) {
    this.object = object;
    errors.addAll(object.faults());
  }

  public static JsonFields of(JsonObject object) {
    return new JsonFields(object);
  }

  /** Whether the field was sent, be it null. */
  public boolean has(String name) {
    asked.add(name);
    return object.member(name) != null;
  }

  /** Whether the field was sent and is null. */
  public boolean isNull(String name) {
    asked.add(name);
    Member member = object.member(name);
    return member != null && member.kind() == Kind.NULL;
  }

  /** Required text of {@code min} to {@code max} characters (code points). */
  public String text(String name, int min, int max) {
    return required(name, "", m -> JsonValues.text(m, min, max));
  }

  /** Like {@link #text}; null when absent or null. */
  public @Nullable String optionalText(String name, int min, int max) {
    return optional(name, m -> JsonValues.text(m, min, max));
  }

  /** Required amount as a decimal string, at most 2 decimals and 18 digits before them; scale 2. */
  public BigDecimal money(String name) {
    return decimal(name, 2, SMALLEST_MONEY, LARGEST_MONEY);
  }

  /** Like {@link #money}; null when absent or null. */
  public @Nullable BigDecimal optionalMoney(String name) {
    return optionalDecimal(name, 2, SMALLEST_MONEY, LARGEST_MONEY);
  }

  /**
   * Required decimal string from {@code min} to {@code max} with at most {@code scale} decimals.
   */
  public BigDecimal decimal(String name, int scale, BigDecimal min, BigDecimal max) {
    return required(name, BigDecimal.ZERO, m -> JsonValues.decimal(m, scale, min, max));
  }

  /** Like {@link #decimal}; null when absent or null. */
  public @Nullable BigDecimal optionalDecimal(
      String name, int scale, BigDecimal min, BigDecimal max) {
    return optional(name, m -> JsonValues.decimal(m, scale, min, max));
  }

  /** Required JSON number without fraction or exponent, from {@code min} to {@code max}. */
  public int whole(String name, int min, int max) {
    return required(name, 0, m -> JsonValues.whole(m, min, max));
  }

  /** Like {@link #whole}; null when absent or null. */
  public @Nullable Integer optionalWhole(String name, int min, int max) {
    return optional(name, m -> JsonValues.whole(m, min, max));
  }

  /** Required ISO date, a day that exists. */
  public LocalDate date(String name) {
    return required(name, LocalDate.EPOCH, JsonValues::date);
  }

  /** Like {@link #date}; null when absent or null. */
  public @Nullable LocalDate optionalDate(String name) {
    return optional(name, JsonValues::date);
  }

  /** Required canonical UUID, letter case ignored. */
  public UUID uuid(String name) {
    return required(name, NO_UUID, JsonValues::uuid);
  }

  /** Like {@link #uuid}; null when absent or null. */
  public @Nullable UUID optionalUuid(String name) {
    return optional(name, JsonValues::uuid);
  }

  /** Required name of one of the constants, exactly as written. */
  public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
    E[] all = type.getEnumConstants();
    return required(name, all[0], m -> JsonValues.oneOf(m, type));
  }

  /**
   * Required object; the bytes exactly as they were sent.
   *
   * @param maxBytes the most bytes it may have
   */
  public byte[] rawObject(String name, int maxBytes) {
    return required(name, new byte[0], m -> JsonValues.rawObject(object, m, maxBytes));
  }

  /** Adds an error of the caller's, for rules across fields. */
  public void refuse(String name, String detail) {
    errors.add(FieldError.at("/" + JsonPointers.escaped(name), detail));
  }

  /** Errors for every name that was sent and never asked for. */
  public List<FieldError> unknown() {
    return object.names().stream()
        .filter(name -> !asked.contains(name))
        .map(name -> FieldError.at("/" + JsonPointers.escaped(name), "There is no such field."))
        .toList();
  }

  /** Everything that is wrong, unknown names included; each place once. */
  public List<FieldError> errors() {
    List<FieldError> all = new ArrayList<>(errors);
    all.addAll(unknown());
    Set<String> seen = new HashSet<>();
    return all.stream().filter(e -> seen.add(String.valueOf(e.pointer()))).toList();
  }

  /** The value, if nothing is wrong. */
  public <T> Parsed<T> result(Supplier<T> value) {
    List<FieldError> all = errors();
    return all.isEmpty() ? new Parsed.Ok<>(value.get()) : new Parsed.Bad<>(all);
  }

  private <T> T required(String name, T standIn, Function<Member, Reading<T>> read) {
    asked.add(name);
    Member member = object.member(name);
    if (member == null) {
      refuse(name, "The field is required.");
      return standIn;
    }
    return switch (read.apply(member)) {
      case Reading.Value<T> ok -> ok.value();
      case Reading.Wrong<T> wrong -> {
        refuse(name, wrong.detail());
        yield standIn;
      }
    };
  }

  private <T> @Nullable T optional(String name, Function<Member, Reading<T>> read) {
    asked.add(name);
    Member member = object.member(name);
    if (member == null || member.kind() == Kind.NULL) return null;
    return switch (read.apply(member)) {
      case Reading.Value<T> ok -> ok.value();
      case Reading.Wrong<T> wrong -> {
        refuse(name, wrong.detail());
        yield null;
      }
    };
  }
}
