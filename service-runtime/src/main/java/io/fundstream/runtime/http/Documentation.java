package io.fundstream.runtime.http;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;

/** Swagger UI on {@code /openapi.json}; every byte of it comes from this server. */
final class Documentation implements Routes {
  private static final Map<String, String> FILES =
      Map.of(
          "swagger-ui.css", "text/css",
          "swagger-ui-bundle.js", "text/javascript",
          "favicon-32x32.png", "image/png");

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>Fundstream %s</title>
        <link rel="stylesheet" href="/docs/swagger-ui.css">
        <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
      </head>
      <body>
        <div id="swagger-ui"></div>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script>
      </body>
      </html>
      """;

  private static final String START =
      """
      window.ui = SwaggerUIBundle({url: "/openapi.json", dom_id: "#swagger-ui", validatorUrl: null});
      """;

  private final String name;

  Documentation(String name) {
    this.name = name;
  }

  @Override
  public void register(RouteTable table) {
    String page = PAGE.formatted(name);
    table.open("/docs", ctx -> ctx.contentType("text/html; charset=utf-8").result(page));
    table.open("/docs/start.js", ctx -> ctx.contentType("text/javascript").result(START));
    String folder = "META-INF/resources/webjars/swagger-ui/" + version() + "/";
    FILES.forEach((file, type) -> {
      byte[] bytes = ClassPath.bytes(folder + file);
      table.open("/docs/" + file, ctx -> ctx.contentType(type).result(bytes));
    });
  }

  private static String version() {
    byte[] text = ClassPath.bytes("META-INF/maven/org.webjars/swagger-ui/pom.properties");
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(new String(text, StandardCharsets.ISO_8859_1)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
    return properties.getProperty("version");
  }
}
