package io.fundstream.runtime.http;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.MimeTypes;

/**
 * A content type.
 *
 * @param name lower case, without parameters
 * @param charset lower case; {@code utf-8} when none is named
 */
record MediaType(String name, String charset) {
  static Optional<MediaType> parse(String header) {
    String name = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    String charset = MimeTypes.getCharsetFromContentType(header);
    if (name.isEmpty()) return Optional.empty();
    return Optional.of(
        new MediaType(name, charset == null ? "utf-8" : charset.toLowerCase(Locale.ROOT)));
  }

  boolean isOneOf(Set<String> names) {
    return names.contains(name) && charset.equals("utf-8");
  }
}
