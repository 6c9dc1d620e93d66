package io.fundstream.gateway.http;

import java.util.regex.Pattern;

/**
 * The {@code traceparent} header.
 *
 * <p>Source: W3C Trace Context, level 1, sections 3.2 and 4: lower-case hexadecimal, neither id all
 * zeros, version ff forbidden, version 00 exactly 55 characters, later ones may go on after a dash.
 */
final class TraceContext {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-[\\x21-\\x7E]{0,200})?");

  private TraceContext() {}

  static boolean isValid(String header) {
    var form = FORM.matcher(header);
    if (!form.matches() || form.group(1).equals("ff")) {
      return false;
    }
    boolean goesOn = form.group(4) != null;
    return !(form.group(1).equals("00") && goesOn)
        && !form.group(2).equals("0".repeat(32))
        && !form.group(3).equals("0".repeat(16));
  }
}
