package io.fundstream.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the environment of one process. Every read declares a setting; what is wrong is collected,
 * and {@link #orThrow} tells all of it at once. Between the two a wrong value reads as a harmless
 * stand-in, so nothing but {@code orThrow} may use the values.
 *
 * <p>Not safe for several threads.
 */
public final class Settings {
  private static final int LONGEST_VALUE = 8192;

  private final Map<String, String> env;
  private final String service;
  private final boolean describing;
  private final Map<String, Setting> declared = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();

  private Settings(Map<String, String> env, String service, boolean describing) {
    this.env = Map.copyOf(env);
    this.service = service;
    this.describing = describing;
  }

  /**
   * @param env usually {@code System.getenv()}; an empty value counts as not set
   * @param service the name used in messages
   */
  public static Settings from(Map<String, String> env, String service) {
    return new Settings(env, service, false);
  }

  /** Settings that only find out what can be set: {@link #orThrow} always ends the reading. */
  public static Settings describing(String service) {
    return new Settings(Map.of(), service, true);
  }

  /** The process's name, for example {@code gateway}. */
  public String service() {
    return service;
  }

  /**
   * @param defaultValue null when the setting is required
   */
  public String text(String name, @Nullable String defaultValue, String meaning) {
    return value(new Setting(name, defaultValue, "text", meaning));
  }

  /** Like {@link #text}, for passwords and keys: never shown, also not in errors. */
  public String secret(String name, @Nullable String defaultValue, String meaning) {
    return value(new Setting(name, defaultValue, "secret", meaning));
  }

  /**
   * A whole number between {@code min} and {@code max}, both allowed.
   *
   * @param unit what it counts, for example {@code connections}
   */
  public int whole(
      String name, @Nullable Integer defaultValue, int min, int max, String unit, String meaning) {
    String text = defaultValue == null ? null : Integer.toString(defaultValue);
    return (int) number(new Setting(name, text, unit, meaning), min, max);
  }

  /** A time in milliseconds between {@code minMillis} and {@code maxMillis}, both allowed. */
  public Duration duration(
      String name, long defaultMillis, long minMillis, long maxMillis, String meaning) {
    Setting setting = new Setting(name, Long.toString(defaultMillis), "ms", meaning);
    return Duration.ofMillis(number(setting, minMillis, maxMillis));
  }

  /** An absolute address such as {@code http://127.0.0.1:8080}. */
  public URI uri(String name, @Nullable String defaultValue, String meaning) {
    String text = value(new Setting(name, defaultValue, "address", meaning));
    try {
      URI uri = new URI(text);
      if (!uri.isAbsolute() && !text.isEmpty()) {
        errors.add("%s: '%s' is no absolute address".formatted(name, text));
      }
      return uri;
    } catch (URISyntaxException e) {
      errors.add("%s: '%s' is no address: %s".formatted(name, text, e.getReason()));
      return URI.create("");
    }
  }

  /** Values separated by commas; white space around them and empty ones are dropped. */
  public List<String> list(String name, @Nullable String defaultValue, String meaning) {
    String text = value(new Setting(name, defaultValue, "list", meaning));
    return Stream.of(text.split(",", -1)).map(String::strip).filter(v -> !v.isEmpty()).toList();
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean defaultValue, String meaning) {
    String text = value(new Setting(name, Boolean.toString(defaultValue), "true|false", meaning));
    if (!text.equals("true") && !text.equals("false")) {
      errors.add("%s: '%s' is neither true nor false".formatted(name, text));
    }
    return text.equals("true");
  }

  /** Adds an error that no single read can see, for example two settings that contradict. */
  public void refuse(String error) {
    errors.add(error);
  }

  /**
   * The configuration, if every setting read so far is right.
   *
   * @throws InvalidSettings naming everything that is wrong
   * @throws SettingsDescribed instead of a result when only the table was asked for
   */
  public <T> T orThrow(Supplier<T> config) {
    if (describing) throw new SettingsDescribed(help());
    if (!errors.isEmpty()) throw new InvalidSettings(service, errors);
    return config.get();
  }

  /** All settings read so far as a table: name, default, unit, meaning. */
  public String help() {
    return SettingsTable.print(service, List.copyOf(declared.values()));
  }

  private long number(Setting setting, long min, long max) {
    String text = value(setting);
    if (text.isEmpty()) return min;
    try {
      long number = Long.parseLong(text);
      if (number >= min && number <= max) return number;
    } catch (NumberFormatException e) {
      errors.add("%s: '%s' is no whole number".formatted(setting.name(), text));
      return min;
    }
    errors.add(
        "%s: %s is not between %d and %d %s"
            .formatted(setting.name(), text, min, max, setting.unit()));
    return min;
  }

  private String value(Setting setting) {
    declared.put(setting.name(), setting);
    String text = env.getOrDefault(setting.name(), "").strip();
    if (text.length() > LONGEST_VALUE) {
      errors.add("%s: longer than %d characters".formatted(setting.name(), LONGEST_VALUE));
      return "";
    }
    if (!text.isEmpty()) return text;
    if (setting.defaultValue() != null) return setting.defaultValue();
    if (!describing) errors.add("%s: not set (%s)".formatted(setting.name(), setting.meaning()));
    return "";
  }
}
