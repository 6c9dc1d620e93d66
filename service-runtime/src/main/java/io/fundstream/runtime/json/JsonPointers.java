package io.fundstream.runtime.json;

/** RFC 6901. */
final class JsonPointers {
  private static final int LONGEST = 200;

  private JsonPointers() {}

  /** A name as one step of a pointer; what no header or log should carry is replaced. */
  static String escaped(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints()
        .limit(LONGEST)
        .forEach(c -> {
          if (c == '~') out.append("~0");
          else if (c == '/') out.append("~1");
          else if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            out.append('\uFFFD');
          } else out.appendCodePoint(c);
        });
    return out.toString();
  }
}
