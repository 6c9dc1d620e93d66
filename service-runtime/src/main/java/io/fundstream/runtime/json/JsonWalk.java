package io.fundstream.runtime.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fundstream.runtime.json.JsonObject.Kind;
import io.fundstream.runtime.json.JsonObject.Member;
import io.fundstream.runtime.problem.FieldError;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a body. Collects the members of the object and every fault inside them, deep ones
 * too, so that nothing later meets a value that cannot be stored.
 */
final class JsonWalk implements AutoCloseable {
  private static final int MOST_FAULTS = 100;

  /** The limits are ours and checked below with pointers; the parser's must not come first. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonLimits.DEPTH + 16)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final byte[] body;
  private final JsonParser parser;
  private final List<FieldError> faults = new ArrayList<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private int pairs;

  /** An open array or object inside a member; names is null for an array. */
  private static final class Level {
    final @Nullable Set<String> names;
    final String pointer;
    String name = "";
    int index = -1;

    Level(@Nullable Set<String> names, String pointer) {
      this.names = names;
      this.pointer = pointer;
    }

    String child() {
      return pointer + '/' + (names == null ? Integer.toString(index) : JsonPointers.escaped(name));
    }
  }

  JsonWalk(byte[] body) throws IOException {
    this.body = body;
    this.parser = FACTORY.createParser(body);
  }

  Parsed<JsonObject> object() throws IOException {
    JsonToken first = parser.nextToken();
    if (first != JsonToken.START_OBJECT) {
      return JsonBody.bad("The body must be a JSON object.");
    }
    Map<String, Member> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String pointer = "/" + JsonPointers.escaped(name);
      checkText(name, pointer, "The name");
      Member member = member(pointer);
      if (members.putIfAbsent(name, member) != null) fault(pointer, "The field is given twice.");
    }
    if (parser.nextToken() != null) {
      return JsonBody.bad("Something follows the JSON object.");
    }
    return new Parsed.Ok<>(new JsonObject(body, members, faults));
  }

  private Member member(String pointer) throws IOException {
    JsonToken token = parser.nextToken();
    int start = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
    return switch (JsonLimits.kind(token)) {
      case TEXT -> {
        String text = parser.getText();
        checkText(text, pointer, "The text");
        yield new Member(Kind.TEXT, text, start, start);
      }
      case NUMBER -> {
        checkNumber(parser.getText(), pointer);
        yield new Member(Kind.NUMBER, parser.getText(), start, start);
      }
      case TRUE_OR_FALSE -> new Member(Kind.TRUE_OR_FALSE, parser.getText(), start, start);
      case NULL -> new Member(Kind.NULL, "null", start, start);
      case ARRAY -> new Member(Kind.ARRAY, "", start, skipped(token, pointer));
      case OBJECT -> new Member(Kind.OBJECT, "", start, skipped(token, pointer));
    };
  }

  /** Walks to the end of the array or object that just began; returns the byte after it. */
  private int skipped(JsonToken begin, String pointer) throws IOException {
    pairs = 0;
    levels.push(level(begin, pointer));
    while (!levels.isEmpty()) {
      JsonToken token = parser.nextToken();
      Level level = levels.element();
      switch (token) {
        case FIELD_NAME -> name(level);
        case START_ARRAY, START_OBJECT -> {
          level.index++;
          levels.push(level(token, level.child()));
          checkDepth();
        }
        case END_ARRAY, END_OBJECT -> levels.pop();
        default -> {
          level.index++;
          leaf(token, level.child());
        }
      }
    }
    return Math.toIntExact(parser.currentLocation().getByteOffset());
  }

  private static Level level(JsonToken begin, String pointer) {
    return new Level(begin == JsonToken.START_OBJECT ? new HashSet<>() : null, pointer);
  }

  private void name(Level level) throws IOException {
    level.name = parser.currentName();
    checkText(level.name, level.child(), "The name");
    if (level.names != null && !level.names.add(level.name)) {
      fault(level.child(), "The field is given twice.");
    }
    if (++pairs == JsonLimits.MEMBERS + 1) {
      fault(level.child(), "More than %d members.".formatted(JsonLimits.MEMBERS));
    }
  }

  private void leaf(JsonToken token, String pointer) throws IOException {
    if (token == JsonToken.VALUE_STRING) checkText(parser.getText(), pointer, "The text");
    if (token.isNumeric()) checkNumber(parser.getText(), pointer);
  }

  private void checkDepth() {
    if (levels.size() == JsonLimits.DEPTH + 1) {
      fault(levels.element().pointer, "Nested deeper than %d levels.".formatted(JsonLimits.DEPTH));
    }
  }

  private void checkText(String text, String pointer, String what) {
    String fault = JsonLimits.textFault(text);
    if (fault != null) fault(pointer, what + " " + fault);
  }

  private void checkNumber(String number, String pointer) {
    String fault = JsonLimits.numberFault(number);
    if (fault != null) fault(pointer, fault);
  }

  private void fault(String pointer, String detail) {
    if (faults.size() < MOST_FAULTS) faults.add(FieldError.at(pointer, detail));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
