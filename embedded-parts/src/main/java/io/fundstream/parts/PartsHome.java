package io.fundstream.parts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where the build put what does not come as a jar; it wrote that down in parts.properties. */
final class PartsHome {
  private PartsHome() {}

  /** A folder that may be written to, shared by every process that runs out of this build. */
  static Path folder() {
    return Path.of(entry("home"));
  }

  /** The registry's own distribution, unpacked. */
  static Path registry() {
    Path folder = Path.of(entry("registry"));
    if (!Files.isRegularFile(folder.resolve("quarkus-run.jar"))) {
      throw new PartFailed("no registry in " + folder + ": build embedded-parts again");
    }
    return folder;
  }

  private static String entry(String key) {
    Properties properties = new Properties();
    try (InputStream in = PartsHome.class.getResourceAsStream("parts.properties")) {
      if (in == null) {
        throw new PartFailed("parts.properties is missing: build embedded-parts again");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new PartFailed("cannot read parts.properties", e);
    }
    @Nullable String value = properties.getProperty(key);
    if (value == null) {
      throw new PartFailed("parts.properties does not say " + key);
    }
    return value;
  }
}
