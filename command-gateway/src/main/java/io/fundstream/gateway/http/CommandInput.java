package io.fundstream.gateway.http;

import io.fundstream.runtime.json.JsonFields;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What a route reads its command from. */
public final class CommandInput {
  private final JsonFields fields;
  private final Address address;
  private final UUID freshId;
  private final LocalDate today;
  private final Function<UUID, Optional<UUID>> keys;

  CommandInput(
      JsonFields fields,
      Address address,
      UUID freshId,
      LocalDate today,
      Function<UUID, Optional<UUID>> keys) {
    this.keys = keys;
    this.fields = fields;
    this.address = address;
    this.freshId = freshId;
    this.today = today;
  }

  /** The body; {@code effectiveOn} is read by the endpoint. */
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

  /**
   * A parameter of the path, which is a field of a batch's line, that must be a UUID; a harmless
   * stand-in when it is none.
   */
  public UUID pathId(String name) {
    return address.id(name);
  }

  /**
   * The partition key of a stream that the request names without it; the stream's own id when there
   * is no such stream, under which the decider will find nothing.
   */
  public UUID partitionKeyOf(UUID stream) {
    return keys.apply(stream).orElse(stream);
  }
}
