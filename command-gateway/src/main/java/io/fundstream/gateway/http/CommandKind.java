package io.fundstream.gateway.http;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A kind of command: its name in a batch, its route, and the form that reads it from either.
 *
 * @param name the context's name, a dot, what is done: {@code fund.save-draft}
 * @param method how it is sent as a request of its own
 * @param path where to
 * @param versionRequired whether it is taken only with the version it expects
 * @param lineFields which field of a line stands for a parameter of the path, where it is not the
 *     one of the same name
 */
public record CommandKind(
    String name,
    Method method,
    String path,
    boolean versionRequired,
    Map<String, String> lineFields,
    CommandForm form) {

  /** The methods that commands are sent with. */
  public enum Method {
    POST,
    PATCH
  }

  private static final Pattern NAME = Pattern.compile("[a-z]+\\.[a-z]+(-[a-z]+)*");

  public CommandKind {
    lineFields = Map.copyOf(lineFields);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not the name of a command: " + name);
    }
  }

  /** A command that may say which version it expects. */
  public static CommandKind post(String name, String path, CommandForm form) {
    return new CommandKind(name, Method.POST, path, false, Map.of(), form);
  }

  /** A change of fields, which must say which version it expects. */
  public static CommandKind patch(String name, String path, CommandForm form) {
    return new CommandKind(name, Method.PATCH, path, true, Map.of(), form);
  }

  /** The same, with another field of a line for a parameter whose name the body has too. */
  public CommandKind naming(String parameter, String field) {
    Map<String, String> more = new HashMap<>(lineFields);
    more.put(parameter, field);
    return new CommandKind(name, method, path, versionRequired, more, form);
  }

  /** The field of a line that stands for a parameter of the path. */
  String lineField(String parameter) {
    return lineFields.getOrDefault(parameter, parameter);
  }
}
