package io.fundstream.runtime.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be set, as {@code --help} shows it.
 *
 * @param defaultValue null when it must be set
 * @param unit what the number counts, or the kind of text
 */
record Setting(String name, @Nullable String defaultValue, String unit, String meaning) {
  String shownDefault() {
    if (defaultValue == null) return "(required)";
    return defaultValue.isEmpty() ? "(none)" : defaultValue;
  }
}
