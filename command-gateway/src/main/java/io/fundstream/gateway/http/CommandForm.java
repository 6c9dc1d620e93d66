package io.fundstream.gateway.http;

import io.fundstream.gateway.command.Intent;

/**
 * How one route reads its command. It takes every field it knows and reports what is wrong with
 * them; what it returns is used only when nothing was.
 */
@FunctionalInterface
public interface CommandForm {

  /** A command and how its success is told. */
  record Filled(Intent intent, Success success) {}

  Filled fill(CommandInput input);
}
