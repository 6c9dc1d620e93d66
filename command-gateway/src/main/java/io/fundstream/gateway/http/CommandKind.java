package io.fundstream.gateway.http;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A command by its name: read by the same form whether it comes as a request of its own or as a
 * line of a batch.
 *
 * @param name the context's name, a dot, what is done: {@code fund.save-draft}
 * @param versionRequired whether it is taken only with the version it expects
 * @param lineFields which field of a line stands for a parameter of the path, where it is not the
 *     one of the same name
 */
public record CommandKind(
    String name, boolean versionRequired, Map<String, String> lineFields, CommandForm form) {
  private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

  public CommandKind {
    lineFields = Map.copyOf(lineFields);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a command: " + name);
    }
  }

  /** A command that may say which version it expects. */
  public static CommandKind of(String name, CommandForm form) {
    return new CommandKind(name, false, Map.of(), form);
  }

  /** A command that must say which version it expects. */
  public static CommandKind atVersion(String name, CommandForm form) {
    return new CommandKind(name, true, Map.of(), form);
  }

  /** The same, with another field of a line for a parameter whose name the body has too. */
  public CommandKind naming(String parameter, String field) {
    Map<String, String> more = new HashMap<>(lineFields);
    more.put(parameter, field);
    return new CommandKind(name, versionRequired, more, form);
  }

  /** The field of a line that stands for a parameter of the path. */
  String lineField(String parameter) {
    return lineFields.getOrDefault(parameter, parameter);
  }
}
