package io.fundstream.parts;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Apicurio Registry's own distribution in a JVM of its own. */
public final class RegistryPart extends ChildPart implements Registry {
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /**
   * How to run it.
   *
   * @param folder for its log
   * @param managementPort for its health and metrics
   * @param storage the database it keeps its schemas in
   */
  public record Settings(
      Path folder, int port, int managementPort, RegistryStorage storage, ChildRecords records) {}

  private final Settings settings;

  public RegistryPart(Settings settings) {
    super("registry", settings.folder(), settings.records());
    this.settings = settings;
  }

  @Override
  void prepare() {
    PartsHome.registry();
  }

  @Override
  List<String> command() {
    return JavaCommand.ofJar(JVM, PartsHome.registry().resolve("quarkus-run.jar"), "registry");
  }

  /** Everything in the environment, because a command line can be read by everybody. */
  @Override
  Map<String, String> environment() {
    Map<String, String> all = new TreeMap<>(settings.storage().environment());
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(settings.port()));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(settings.managementPort()));
    return all;
  }

  @Override
  boolean answers() {
    return FreePort.answers(settings.port()) && RegistryAnswers.at(url());
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + settings.port() + RegistryAnswers.API;
  }
}
