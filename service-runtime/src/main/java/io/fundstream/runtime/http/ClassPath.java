package io.fundstream.runtime.http;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads resources that must be there. */
final class ClassPath {
  private ClassPath() {}

  static byte[] bytes(String resource) {
    try (InputStream in = ClassPath.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) throw new FileNotFoundException(resource);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("not on the class path: " + resource, e);
    }
  }
}
