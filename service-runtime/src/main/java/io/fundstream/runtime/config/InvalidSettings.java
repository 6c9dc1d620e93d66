package io.fundstream.runtime.config;

import java.util.List;

/** The environment does not make a configuration. The message names everything that is wrong. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> errors;

  InvalidSettings(String service, List<String> errors) {
    super(
        "%s cannot start with these settings:%n  %s%nRun it with --help for all settings."
            .formatted(service, String.join(System.lineSeparator() + "  ", errors)));
    this.errors = List.copyOf(errors);
  }

  /** One line for each setting that is missing or wrong. */
  public List<String> errors() {
    return errors;
  }
}
