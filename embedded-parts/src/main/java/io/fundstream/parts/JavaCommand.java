package io.fundstream.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM of the kind that runs us. */
public final class JavaCommand {
  private JavaCommand() {}

  /**
   * Runs a class of ours: the same class path as this JVM.
   *
   * @param options of the JVM, for example the heap
   */
  public static List<String> ofClass(List<String> options, Class<?> main, List<String> arguments) {
    List<String> command = of(options);
    command.addAll(StartCache.ours());
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(arguments);
    return command;
  }

  /**
   * Runs a jar that knows its own class path.
   *
   * @param name of its start cache
   */
  public static List<String> ofJar(List<String> options, Path jar, String name) {
    List<String> command = of(options);
    command.addAll(StartCache.of(name));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private static List<String> of(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    return command;
  }

  /**
   * Surefire starts a JVM with one small jar that names the others, and tells the real path here.
   */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
