import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what is written today as the next released version of each schema that is not the one
 * released last. A released file is never changed: the log and the topics hold records of it.
 *
 * <p>Arguments: the folder of today's schemas, the folder of the released ones; in both a folder a
 * context.
 */
class ReleaseSchemas {
  public static void main(String[] args) throws IOException {
    Path current = Path.of(args[0]);
    Path released = Path.of(args[1]);
    try (Stream<Path> files = Files.walk(current)) {
      List<Path> schemas =
          files.filter(file -> file.toString().endsWith(".avsc")).sorted().toList();
      for (Path schema : schemas) {
        Path next = release(schema, released.resolve(current.relativize(schema.getParent())));
        if (next != null) {
          System.out.println("released " + next.getFileName());
        }
      }
    }
  }

  private static Path release(Path schema, Path folder) throws IOException {
    String name = schema.getFileName().toString().replace(".avsc", "");
    String today = Files.readString(schema);
    int version = 1;
    while (Files.exists(folder.resolve(name + "." + version + ".avsc"))) {
      version++;
    }
    Path last = folder.resolve(name + "." + (version - 1) + ".avsc");
    if (version > 1 && Files.readString(last).equals(today)) {
      return null;
    }
    Files.createDirectories(folder);
    return Files.writeString(folder.resolve(name + "." + version + ".avsc"), today);
  }
}
