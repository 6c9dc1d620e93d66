package io.fundstream.runtime.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.fundstream.runtime.problem.FieldError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a body that must be one JSON object, strictly: UTF-8 without a byte order mark, nothing
 * after the object, no comments or other leniency.
 */
public final class JsonBody {
  /** What the parser's messages say about the parser. */
  private static final Pattern ASIDE =
      Pattern.compile("(: enable `| \\((not recognized|consider enabling|[^(]*\\[Source: )).*");

  private JsonBody() {}

  /**
   * @return bad when the bytes are no JSON object; else the object, which carries its further
   *     faults with it
   */
  public static Parsed<JsonObject> parse(byte[] body) {
    if (body.length == 0) return bad("The body is empty; a JSON object is expected.");
    if (hasByteOrderMark(body)) return bad("The body begins with a byte order mark.");
    for (byte b : body) {
      // Also keeps the parser from taking the bytes for UTF-16 or UTF-32.
      if (b == 0) return bad("The body holds a NUL byte.");
    }
    if (!isUtf8(body)) return bad("The body is not valid UTF-8.");
    try (JsonWalk walk = new JsonWalk(body)) {
      return walk.object();
    } catch (StreamConstraintsException e) {
      // Of the parser's own limits this is the only one that a body can reach.
      return bad("Nested deeper than %d levels.".formatted(JsonLimits.DEPTH));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      String where =
          at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
      return bad("The body is not valid JSON: " + sentence(e.getOriginalMessage()) + where + ".");
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  /**
   * The parser's messages go on for lines, quote the input and speak of themselves; the first
   * clause is enough.
   */
  private static String sentence(String message) {
    String line = ASIDE.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
    int cut = line.length() > 160 ? 160 : line.length();
    return line.substring(0, cut).replace('"', '\'');
  }

  private static boolean hasByteOrderMark(byte[] body) {
    return body.length >= 3
        && (body[0] & 0xFF) == 0xEF
        && (body[1] & 0xFF) == 0xBB
        && (body[2] & 0xFF) == 0xBF;
  }

  private static boolean isUtf8(byte[] body) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  static <T> Parsed<T> bad(String detail) {
    return new Parsed.Bad<>(List.of(FieldError.at("", detail)));
  }
}
