package io.fundstream.system.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A build of Fundstream, as its class path: what its processes are started from.
 *
 * @param name for people
 * @param startCache where its recorded starts are; null goes without
 */
public record Release(String name, String classPath, @Nullable Path startCache) {
  private static final String START_CACHE = "fundstream.start-cache";

  /** The one that this class is of. */
  public static Release own() {
    String cache = System.getProperty(START_CACHE);
    return new Release(
        "this",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        cache == null ? null : Path.of(cache));
  }

  /** Another JVM of the kind that runs us, with the classes of this release. */
  List<String> java(List<String> options, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    if (startCache != null) {
      command.add("-D" + START_CACHE + "=" + startCache);
      Path cache = startCache.resolve("fundstream.aot");
      if (Files.isReadable(cache)) {
        command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"));
      }
    }
    command.addAll(List.of("-cp", classPath, main));
    command.addAll(arguments);
    return command;
  }
}
