package io.fundstream.gateway.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * States as JSON: records of text, numbers, enums, lists, maps and records.
 *
 * <p>A state of another shape has another code version by itself.
 */
public final class JsonStates<S> implements StateCodec<S> {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Class<? extends S> type;
  private final int codeVersion;

  /**
   * @param type what a state is once there are events
   * @param meaning one more whenever the same shape means something else
   */
  public JsonStates(Class<? extends S> type, int meaning) {
    this.type = type;
    this.codeVersion = 31 * shape(type).hashCode() + meaning;
  }

  private static String shape(Class<?> type) {
    RecordComponent[] parts = type.getRecordComponents();
    return type.getTypeName()
        + (parts == null
            ? ""
            : Arrays.stream(parts)
                .map(part -> part.getName() + " " + part.getGenericType() + shape(part.getType()))
                .collect(Collectors.joining(",", "(", ")")));
  }

  @Override
  public int codeVersion() {
    return codeVersion;
  }

  @Override
  public byte[] write(S state) {
    try {
      return JSON.writerFor(type).writeValueAsBytes(type.cast(state));
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
  }

  @Override
  public S read(byte[] bytes) throws IOException {
    return JSON.readValue(bytes, type);
  }
}
