package io.fundstream.runtime.json;

import io.fundstream.runtime.problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object whose syntax is right. What is wrong beyond syntax (duplicate names, limits, text
 * that cannot be stored) stands in {@link #faults}, so that it is told together with errors of
 * fields; {@link JsonFields} does that.
 */
public final class JsonObject {
  /** The kinds of JSON values. */
  enum Kind {
    TEXT,
    NUMBER,
    TRUE_OR_FALSE,
    NULL,
    ARRAY,
    OBJECT
  }

  /**
   * @param text of a text its characters, of a number or a literal its source, else empty
   * @param start first byte of the value in the source
   * @param end the byte after its last one; exact for arrays and objects alone
   */
  record Member(Kind kind, String text, int start, int end) {}

  private final byte[] source;
  private final Map<String, Member> members;
  private final List<FieldError> faults;

  JsonObject(byte[] source, Map<String, Member> members, List<FieldError> faults) {
    this.source = source;
    this.members = members;
    this.faults = List.copyOf(faults);
  }

  /** The names, in the order they were sent. */
  public Set<String> names() {
    return members.keySet();
  }

  /** Errors beyond syntax, by pointer. */
  List<FieldError> faults() {
    return faults;
  }

  @Nullable Member member(String name) {
    return members.get(name);
  }

  /** The bytes of an array or object as they were sent. */
  byte[] bytes(Member member) {
    return Arrays.copyOfRange(source, member.start(), member.end());
  }
}
