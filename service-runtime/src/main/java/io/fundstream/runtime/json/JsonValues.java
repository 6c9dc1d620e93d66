package io.fundstream.runtime.json;

import io.fundstream.runtime.json.JsonObject.Kind;
import io.fundstream.runtime.json.JsonObject.Member;
import io.fundstream.runtime.text.Reading;
import io.fundstream.runtime.text.Texts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** The kinds of values a field can have, out of JSON. */
final class JsonValues {
  private static final int LONGEST_WHOLE = 11;

  private JsonValues() {}

  static Reading<String> text(Member member, int min, int max) {
    if (member.kind() != Kind.TEXT) return Reading.wrong("A string is expected.");
    return Texts.text(member.text(), min, max);
  }

  static Reading<BigDecimal> decimal(Member member, int scale, BigDecimal min, BigDecimal max) {
    if (member.kind() != Kind.TEXT) {
      return Reading.wrong("A decimal in a string is expected, for example \"1250.50\".");
    }
    return Texts.decimal(member.text(), scale, min, max);
  }

  static Reading<Integer> whole(Member member, int min, int max) {
    String text = member.text();
    if (member.kind() != Kind.NUMBER
        || !text.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
      return Reading.wrong("A whole number is expected.");
    }
    if (text.length() <= LONGEST_WHOLE) {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) return Reading.of((int) number);
    }
    return Reading.wrong("A number from %d to %d is expected.", min, max);
  }

  static Reading<LocalDate> date(Member member) {
    if (member.kind() != Kind.TEXT) {
      return Reading.wrong("A date in a string is expected, for example \"2026-03-31\".");
    }
    return Texts.date(member.text());
  }

  static Reading<UUID> uuid(Member member) {
    if (member.kind() != Kind.TEXT) return Reading.wrong("A UUID in a string is expected.");
    return Texts.uuid(member.text());
  }

  static <E extends Enum<E>> Reading<E> oneOf(Member member, Class<E> type) {
    return Texts.oneOf(member.kind() == Kind.TEXT ? member.text() : "", type);
  }

  static Reading<byte[]> rawObject(JsonObject object, Member member, int maxBytes) {
    if (member.kind() != Kind.OBJECT) return Reading.wrong("A JSON object is expected.");
    int size = member.end() - member.start();
    if (size > maxBytes) {
      return Reading.wrong("The object has %d bytes; at most %d are allowed.", size, maxBytes);
    }
    return Reading.of(object.bytes(member));
  }
}
