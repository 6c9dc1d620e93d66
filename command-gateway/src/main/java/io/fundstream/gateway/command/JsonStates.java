package io.fundstream.gateway.command;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * States as JSON: records of text, whole numbers, decimals, ids, enums, lists, sets, maps, other
 * records and sealed interfaces of records.
 *
 * <p>A state of another shape has another code version by itself: names, types and order of
 * components and of constants count, at any depth.
 */
public final class JsonStates<S> implements StateCodec<S> {

  /** A record says which of a sealed interface it is. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "@type")
  private interface Choice {}

  private final Class<? extends S> type;
  private final ObjectWriter writer;
  private final ObjectReader reader;
  private final int codeVersion;

  /**
   * @param type what a state is once there are events
   * @param meaning one more whenever the same shape means something else
   * @throws IllegalArgumentException if something in the type cannot be stored
   */
  public JsonStates(Class<? extends S> type, int meaning) {
    StateShape shape = new StateShape(type);
    JsonMapper json = mapper(shape);
    this.type = type;
    this.writer = json.writerFor(type);
    this.reader = json.readerFor(type);
    this.codeVersion = shape.codeVersion(meaning);
  }

  private static JsonMapper mapper(StateShape shape) {
    JsonMapper.Builder json =
        JsonMapper.builder()
            // A method of a record that is named like a getter is no component.
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    shape
        .choices()
        .forEach((sealed, records) -> {
          json.addMixIn(sealed, Choice.class);
          records.forEach(one -> json.registerSubtypes(new NamedType(one, one.getSimpleName())));
        });
    return json.build();
  }

  @Override
  public int codeVersion() {
    return codeVersion;
  }

  @Override
  public byte[] write(S state) {
    try {
      return writer.writeValueAsBytes(type.cast(state));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  @Override
  public S read(byte[] bytes) throws IOException {
    return reader.readValue(bytes);
  }
}
