package io.fundstream.schemas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The contexts of this source tree, found by their folders, so that no list can forget one. */
final class ReleasedContexts {
  /** A folder a context, a file an event type. */
  private static final Path CURRENT = Path.of("src/main/avro");

  /** A folder a context, files {@code <Record>.<n>.avsc}. */
  private static final Path RELEASED = Path.of("src/main/resources/released");

  private ReleasedContexts() {}

  /** Every context that has schemas, current or released. */
  static List<Context> all() throws Exception {
    Set<String> names = new TreeSet<>(names(CURRENT));
    names.addAll(names(RELEASED));
    return names.stream().map(ReleasedContexts::named).toList();
  }

  /** The event types that a context has a current schema file of. */
  static Set<String> current(Context context) throws IOException {
    return records(CURRENT.resolve(context.name()));
  }

  /** The event types that a context has a released schema file of. */
  static Set<String> released(Context context) throws IOException {
    return records(RELEASED.resolve(context.name()));
  }

  /** The constant {@code CONTEXT} of {@code io.fundstream.schemas.<name>.<Name>Context}. */
  private static Context named(String name) {
    String simple = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "Context";
    String type = ReleasedContexts.class.getPackageName() + "." + name + "." + simple;
    try {
      return (Context) Class.forName(type).getField("CONTEXT").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(
          "the schemas of '%s' need a class %s with a constant CONTEXT".formatted(name, type), e);
    }
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.map(f -> f.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static Set<String> records(Path folder) throws IOException {
    return names(folder).stream()
        .map(file -> file.substring(0, file.indexOf('.')))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
