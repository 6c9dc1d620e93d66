package io.fundstream.gateway.command;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What a state's type is made of, down to its last component, as a text and as a number. */
final class StateShape {
  private static final Set<Class<?>> VALUES =
      Set.of(
          String.class,
          boolean.class,
          Boolean.class,
          int.class,
          Integer.class,
          long.class,
          Long.class,
          BigDecimal.class,
          UUID.class);

  private static final Set<Type> COLLECTIONS = Set.of(List.class, Set.class, Map.class);

  private final Set<Class<?>> seen = new LinkedHashSet<>();
  private final Map<Class<?>, List<Class<?>>> choices = new LinkedHashMap<>();
  private final String text;

  /**
   * @throws IllegalArgumentException if there is a type in it that has no shape of its own, such as
   *     a class that is no record
   */
  StateShape(Class<?> type) {
    this.text = shape(type);
  }

  /** The sealed interfaces in it, each with the records that it may be. */
  Map<Class<?>, List<Class<?>>> choices() {
    return choices;
  }

  /** Differs for any two shapes that an ordinary edit lies between: a checksum of the text. */
  int codeVersion(int meaning) {
    CRC32 sum = new CRC32();
    sum.update((text + " meaning " + meaning).getBytes(StandardCharsets.UTF_8));
    return (int) sum.getValue();
  }

  @Override
  public String toString() {
    return text;
  }

  private String shape(Type type) {
    return switch (type) {
      case ParameterizedType some when COLLECTIONS.contains(some.getRawType()) ->
          some.getRawType().getTypeName() + each(some.getActualTypeArguments(), this::shape);
      case Class<?> value when VALUES.contains(value) -> value.getTypeName();
      case Class<?> own when !seen.add(own) -> own.getTypeName();
      case Class<?> own when own.isEnum() ->
          own.getTypeName() + each(own.getEnumConstants(), constant -> ((Enum<?>) constant).name());
      case Class<?> own when own.isRecord() ->
          own.getTypeName() + each(own.getRecordComponents(), this::component);
      case Class<?> own when own.isSealed() && own.isInterface() -> {
        choices.put(own, records(own).toList());
        yield own.getTypeName() + each(own.getPermittedSubclasses(), this::shape);
      }
      default ->
          throw new IllegalArgumentException(
              type + " in a state: records, enums, collections and plain values are stored");
    };
  }

  private String component(RecordComponent part) {
    return part.getName() + " " + shape(part.getGenericType());
  }

  private static Stream<Class<?>> records(Class<?> sealed) {
    return Stream.of(sealed.getPermittedSubclasses())
        .flatMap(sub -> sub.isRecord() ? Stream.of(sub) : records(sub));
  }

  private static <T> String each(T[] parts, Function<T, String> shape) {
    return Arrays.stream(parts).map(shape).collect(Collectors.joining(", ", "(", ")"));
  }
}
