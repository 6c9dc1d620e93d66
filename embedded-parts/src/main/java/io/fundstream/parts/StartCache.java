package io.fundstream.parts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What JVMs of an earlier run have learnt about the classes they load (JEP 514), so that the next
 * ones start in half the time. The launcher names the folder and has it recorded once a build;
 * without it everything works, only slower.
 */
final class StartCache {
  /** The folder of the caches, as a system property. */
  static final String FOLDER = "fundstream.start-cache";

  private static final String RECORD = "fundstream.start-cache.record";

  private StartCache() {}

  /** Whether this run is there to be learnt from: its JVMs write caches when they end. */
  static boolean records() {
    return Boolean.getBoolean(RECORD);
  }

  /** Options of a JVM that runs our class path; the launcher records that cache itself. */
  static List<String> ours() {
    return use("fundstream");
  }

  /** Options of a JVM that runs something else. */
  static List<String> of(String name) {
    @Nullable Path file = file(name);
    return file != null && records() ? List.of("-XX:AOTCacheOutput=" + file) : use(name);
  }

  private static List<String> use(String name) {
    @Nullable Path file = file(name);
    return file != null && !records() && Files.isReadable(file)
        ? List.of("-XX:AOTCache=" + file, "-Xlog:aot*=off")
        : List.of();
  }

  private static @Nullable Path file(String name) {
    @Nullable String folder = System.getProperty(FOLDER);
    return folder == null ? null : Path.of(folder, name + ".aot");
  }
}
