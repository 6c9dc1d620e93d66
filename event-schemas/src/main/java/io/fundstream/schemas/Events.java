package io.fundstream.schemas;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * The event types of a context, by their names.
 *
 * @param <E> the sealed interface that lists them
 */
public final class Events<E extends Event> {
  private final Map<String, EventCoder<? extends E>> byName;
  private final List<Schema> schemas;
  private final String context;

  private Events(List<EventCoder<? extends E>> coders) {
    this.byName = coders.stream().collect(Collectors.toMap(EventCoder::name, Function.identity()));
    this.schemas = coders.stream().map(EventCoder::schema).toList();
    String namespace = schemas.getFirst().getNamespace();
    this.context = namespace.substring(namespace.lastIndexOf('.') + 1);
  }

  /** Those that a sealed interface permits, in its order. */
  public static <E extends Event> Events<E> of(Class<E> sealed) {
    return new Events<>(
        Stream.of(sealed.getPermittedSubclasses())
            .<EventCoder<? extends E>>map(type -> EventCoder.of(type.asSubclass(sealed)))
            .toList());
  }

  /** The context's name: the last part of their namespace. */
  public String context() {
    return context;
  }

  /** What this version of the software writes. */
  public List<Schema> schemas() {
    return schemas;
  }

  /**
   * The type with this full name.
   *
   * @throws MalformedEvent if this version knows none
   */
  public EventCoder<? extends E> named(String name) {
    EventCoder<? extends E> coder = byName.get(name);
    if (coder == null) {
      throw new MalformedEvent("this version knows no event type " + name);
    }
    return coder;
  }
}
