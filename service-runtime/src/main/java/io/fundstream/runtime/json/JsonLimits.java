package io.fundstream.runtime.json;

import com.fasterxml.jackson.core.JsonToken;
import io.fundstream.runtime.json.JsonObject.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What JSON may hold beyond its syntax, so that PostgreSQL's jsonb and every reader can hold it.
 */
final class JsonLimits {
  /** Levels of a member's value; the value itself is the first. */
  static final int DEPTH = 32;

  /** Name and value pairs in a member's value, deep ones included. */
  static final int MEMBERS = 10_000;

  static final int DIGITS = 38;
  static final int EXPONENT = 100;

  private JsonLimits() {}

  static Kind kind(JsonToken token) {
    return switch (token) {
      case VALUE_STRING -> Kind.TEXT;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_TRUE, VALUE_FALSE -> Kind.TRUE_OR_FALSE;
      case VALUE_NULL -> Kind.NULL;
      case START_ARRAY -> Kind.ARRAY;
      case START_OBJECT -> Kind.OBJECT;
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("no value begins with " + token);
    };
  }

  /** Null if the text can be stored. */
  static @Nullable String textFault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) return "holds a NUL character.";
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "holds half of a surrogate pair.";
      }
    }
    return null;
  }

  /** Null if the number, given as it was sent, is within the limits. */
  static @Nullable String numberFault(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    String digits = e < 0 ? number : number.substring(0, e);
    if (digits.chars().filter(c -> c >= '0' && c <= '9').count() > DIGITS) {
      return "The number has more than %d digits.".formatted(DIGITS);
    }
    if (e >= 0 && !exponentFits(number.substring(e + 1))) {
      return "The number's exponent is beyond ±%d.".formatted(EXPONENT);
    }
    return null;
  }

  private static boolean exponentFits(String exponent) {
    String digits =
        exponent.startsWith("+") || exponent.startsWith("-") ? exponent.substring(1) : exponent;
    String significant = digits.replaceFirst("^0+(?=.)", "");
    return significant.length() <= 3 && Integer.parseInt(significant) <= EXPONENT;
  }
}
