package io.fundstream.query.page;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In what a list is answered. */
public enum Media {
  JSON("application/json"),
  CSV("text/csv; charset=utf-8");

  private final String contentType;

  Media(String contentType) {
    this.contentType = contentType;
  }

  public String contentType() {
    return contentType;
  }

  /**
   * The one that the client prefers by RFC 9110's rules; JSON if it has no preference or accepts
   * neither (an answer it did not ask for says more than none).
   */
  public static Media preferred(@Nullable String accept) {
    if (accept == null) {
      return JSON;
    }
    BigDecimal json = quality(accept, "application", "json");
    BigDecimal csv = quality(accept, "text", "csv");
    return csv.compareTo(json) > 0 ? CSV : JSON;
  }

  private static BigDecimal quality(String accept, String type, String subtype) {
    BigDecimal quality = BigDecimal.ZERO;
    int closest = -1;
    for (String range : accept.split(",", -1)) {
      String[] parts = range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
      int specific = specificity(parts[0], type, subtype);
      if (specific > closest) {
        closest = specific;
        quality = quality(parts);
      }
    }
    return quality;
  }

  /** 2 for the very type, 1 for {@code type/*}, 0 for anything, -1 for another type. */
  private static int specificity(String range, String type, String subtype) {
    if (range.equals(type + "/" + subtype)) {
      return 2;
    }
    if (range.equals(type + "/*")) {
      return 1;
    }
    return range.equals("*/*") ? 0 : -1;
  }

  private static BigDecimal quality(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
        return new BigDecimal(parts[i].substring(2));
      }
    }
    return BigDecimal.ONE;
  }
}
