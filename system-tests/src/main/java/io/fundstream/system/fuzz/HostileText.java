package io.fundstream.system.fuzz;

import java.util.List;
import java.util.random.RandomGenerator;

/** Text that breaks programs which take text for granted. */
final class HostileText {
  private static final List<String> CLASSICS =
      List.of(
          "",
          " ",
          "\t\r\n",
          "null",
          "undefined",
          "NaN",
          "-0",
          "1e309",
          "0x10",
          "٣",
          "１２",
          "'; drop table funds; --",
          "\" or 1=1 --",
          "${jndi:ldap://127.0.0.1/a}",
          "%s%n%d%x",
          "{0} {{7*7}} ${7*7}",
          "<script>alert(1)</script>",
          "../../../../etc/passwd",
          "=1+1",
          "+49 30 1",
          "@SUM(A1:A9)",
          "a,b;\"c\"\nd",
          "\u202e\u2066right to left\u2069",
          "e\u0301\u0301\u0301",
          "\ufeffbom",
          "\uffff\ufffe",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
          "\u0130\u0131ſß",
          "\u0001\u0007\u001b[31m\u007f\u0085\u2028",
          "true",
          "\\u0000\\ud800",
          "C:\\x\\y");

  private final RandomGenerator random;

  HostileText(RandomGenerator random) {
    this.random = random;
  }

  /** Any text, surrogate halves and NUL included. */
  String any() {
    return switch (random.nextInt(8)) {
      case 0 -> "\u0000" + classic();
      case 1 -> "\ud800" + classic();
      case 2 -> classic() + "\udfff";
      case 3 -> "x".repeat(256 + random.nextInt(2_000));
      case 4 -> codePoints(1 + random.nextInt(40), 0x110000);
      default -> classic();
    };
  }

  /** Text that may be stored: whole characters, no NUL, 1 to the given number of code points. */
  String storable(int most) {
    String text =
        random.nextInt(3) == 0
            ? codePoints(1 + random.nextInt(Math.min(most, 60)), 0x3000)
            : classic() + random.nextInt(1_000);
    return text.codePointCount(0, text.length()) > most
        ? text.substring(0, text.offsetByCodePoints(0, most))
        : text;
  }

  String classic() {
    return CLASSICS.get(random.nextInt(CLASSICS.size()));
  }

  /** Of no surrogate and no NUL. */
  private String codePoints(int length, int bound) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int c = 1 + random.nextInt(bound - 1);
      if (c < 0xd800 || c > 0xdfff) text.appendCodePoint(c);
    }
    return text.toString();
  }
}
