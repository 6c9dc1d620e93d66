package io.fundstream.runtime.parameters;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes percent-encoding strictly. The JDK's URLDecoder turns bytes that are no UTF-8 into
 * replacement characters; here they are refused.
 */
final class PercentText {
  private PercentText() {}

  /** Null when an escape is none, the bytes are no UTF-8, or the text holds a NUL. */
  static @Nullable String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < source.length; i++) {
      int b = source[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        if (i + 2 >= source.length) return null;
        int high = Character.digit(source[i + 1], 16);
        int low = Character.digit(source[i + 2], 16);
        if (high < 0 || low < 0) return null;
        b = high << 4 | low;
        i += 2;
      }
      if (b == 0) return null;
      bytes.write(b);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
