package io.fundstream.gateway.http;

import io.fundstream.runtime.json.JsonFields;
import io.fundstream.runtime.problem.FieldError;
import io.fundstream.runtime.text.Reading;
import io.fundstream.runtime.text.Texts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What a route reads its command from. */
public final class CommandInput {
  private static final UUID STAND_IN = new UUID(0, 0);

  private final JsonFields fields;
  private final Map<String, String> path;
  private final UUID freshId;
  private final LocalDate today;
  private final List<FieldError> pathErrors = new ArrayList<>();

  private final Function<UUID, Optional<UUID>> keys;

  CommandInput(
      JsonFields fields,
      Map<String, String> path,
      UUID freshId,
      LocalDate today,
      Function<UUID, Optional<UUID>> keys) {
    this.keys = keys;
    this.fields = fields;
    this.path = Map.copyOf(path);
    this.freshId = freshId;
    this.today = today;
  }

  /** The body; {@code effectiveOn} is read by the desk. */
  public JsonFields fields() {
    return fields;
  }

  /** An id that nobody else has, UUID version 7. */
  public UUID freshId() {
    return freshId;
  }

  /** The date in UTC. */
  public LocalDate today() {
    return today;
  }

  /** A path parameter that must be a UUID; a harmless stand-in when it is none. */
  public UUID pathId(String name) {
    return switch (Texts.uuid(path.getOrDefault(name, ""))) {
      case Reading.Value<UUID> ok -> ok.value();
      case Reading.Wrong<UUID> wrong -> {
        pathErrors.add(FieldError.parameter(name, wrong.detail()));
        yield STAND_IN;
      }
    };
  }

  /**
   * The partition key of a stream that the request names without it; the stream's own id when there
   * is no such stream, under which the decider will find nothing.
   */
  public UUID partitionKeyOf(UUID stream) {
    return keys.apply(stream).orElse(stream);
  }

  List<FieldError> pathErrors() {
    return pathErrors;
  }
}
