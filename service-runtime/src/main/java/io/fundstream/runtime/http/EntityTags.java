package io.fundstream.runtime.http;

import io.fundstream.runtime.problem.FieldError;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * ETags. A resource's tag is its version; its compressed form carries the suffix {@code --gzip},
 * which is dropped from whatever a client sends back.
 */
public final class EntityTags {
  static final String GZIP_SUFFIX = "--gzip";
  private static final Pattern VERSION = Pattern.compile("\"([1-9][0-9]{0,9})\"");

  private EntityTags() {}

  /** What {@code If-Match} asks for. */
  public sealed interface IfMatch {
    /** There is no such header. */
    record Absent() implements IfMatch {}

    /** The resource must have this version. */
    record Version(int version) implements IfMatch {}

    /** The header is no single strong tag of a version. */
    record Malformed(FieldError error) implements IfMatch {}
  }

  /** The tag of a version: {@code "3"}, quotes included. */
  public static String of(int version) {
    return '"' + Integer.toString(version) + '"';
  }

  /**
   * Reads {@code If-Match}: one strong tag that is a version.
   *
   * @param headers all values of the header
   */
  public static IfMatch ifMatch(List<String> headers) {
    if (headers.isEmpty()) return new IfMatch.Absent();
    if (headers.size() > 1) return malformed("The header is given more than once.");
    String header = headers.getFirst().strip();
    if (header.equals("*")) return malformed("'*' is not taken; name the version.");
    if (header.startsWith("W/")) return malformed("A weak tag is not taken.");
    if (header.contains(",")) return malformed("One tag is taken, not a list.");
    Matcher matcher = VERSION.matcher(withoutSuffix(header));
    if (matcher.matches()) {
      long version = Long.parseLong(matcher.group(1));
      if (version <= Integer.MAX_VALUE) return new IfMatch.Version((int) version);
    }
    return malformed("A version in quotes is expected, for example \"3\".");
  }

  /**
   * Whether {@code If-None-Match} covers the resource as it is, so that 304 is the answer.
   *
   * @param header null when there is none
   * @param tag the resource's tag, quotes included, without suffix
   */
  public static boolean noneMatchCovers(@Nullable String header, String tag) {
    if (header == null) return false;
    if (header.strip().equals("*")) return true;
    return Arrays.stream(header.split(",", -1))
        .map(String::strip)
        .map(t -> t.startsWith("W/") ? t.substring(2) : t)
        .anyMatch(t -> withoutSuffix(t).equals(tag));
  }

  /** {@code "3--gzip"} becomes {@code "3"}; anything else stays. */
  public static String withoutSuffix(String tag) {
    return tag.endsWith(GZIP_SUFFIX + '"')
        ? tag.substring(0, tag.length() - GZIP_SUFFIX.length() - 1) + '"'
        : tag;
  }

  /** The tag of the compressed form. */
  static String withSuffix(String tag) {
    return tag.endsWith("\"") ? tag.substring(0, tag.length() - 1) + GZIP_SUFFIX + '"' : tag;
  }

  private static IfMatch malformed(String detail) {
    return new IfMatch.Malformed(FieldError.header("If-Match", detail));
  }
}
