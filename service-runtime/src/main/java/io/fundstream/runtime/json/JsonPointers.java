package io.fundstream.runtime.json;

/** RFC 6901. */
final class JsonPointers {
  private static final int LONGEST = 200;

  private JsonPointers() {}

  /** A name as one step of a pointer; what no header or log should carry is replaced. */
  static String escaped(String name) {
    if (plain(name)) {
      return name;
    }
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

  /** Nearly all names are, and nearly all pointers are never shown. */
  private static boolean plain(String name) {
    if (name.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '~' || c == '/' || c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
