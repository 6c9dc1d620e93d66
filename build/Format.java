import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Formats every Java file of the project, or with "check" fails and names those that differ. */
class Format {
  private static final Set<String> PASSED_OVER =
      Set.of("target", ".git", ".fundstream", "node_modules");

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    Formatter formatter =
        new Formatter(
            JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.GOOGLE).build());
    List<Path> differing = new ArrayList<>();
    for (Path file : sources(root)) {
      String source = Files.readString(file);
      String formatted;
      try {
        formatted =
            formatter.formatSource(
                RemoveUnusedImports.removeUnusedImports(
                    ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE)));
      } catch (Exception e) {
        throw new IllegalStateException(file + ": " + e.getMessage(), e);
      }
      if (formatted.equals(source)) continue;
      differing.add(root.relativize(file));
      if (apply) Files.writeString(file, formatted);
    }
    if (!apply && !differing.isEmpty()) {
      differing.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("`mvn validate -Pformat -N` formats them.");
      throw new IllegalStateException(differing.size() + " files are not formatted");
    }
  }

  private static List<Path> sources(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return PASSED_OVER.contains(dir.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
