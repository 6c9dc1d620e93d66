package io.fundstream.runtime.config;

/** Ends the reading of settings that was only asked what there is to set. Carries the table. */
public final class SettingsDescribed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsDescribed(String help) {
    super(help, null, false, false);
  }

  /** The table of settings, ready to print. */
  public String help() {
    return String.valueOf(getMessage());
  }
}
