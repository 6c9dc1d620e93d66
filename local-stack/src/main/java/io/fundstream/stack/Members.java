package io.fundstream.stack;

import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.KafkaBroker;
import io.fundstream.parts.KafkaPart;
import io.fundstream.parts.KafkaSettings;
import io.fundstream.parts.PostgresPart;
import io.fundstream.parts.RegistryPart;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.stack.data.DataFolder;
import io.fundstream.stack.data.Ports;
import io.fundstream.stack.data.Secrets;
import io.fundstream.stack.member.ChildService;
import io.fundstream.stack.member.InJvmService;
import io.fundstream.stack.member.Member;
import io.fundstream.stack.member.PartMember;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;

/** Makes the members of a stack, in this JVM or as processes. None is started yet. */
final class Members {
  private final StackSettings settings;
  private final Secrets secrets;
  private final ServiceEnvironment environment;

  Members(StackSettings settings, Secrets secrets) {
    this.settings = settings;
    this.secrets = secrets;
    this.environment = new ServiceEnvironment(settings.ports(), secrets);
  }

  Member gateway() {
    return service(
        "gateway",
        io.fundstream.gateway.Main.class,
        environment.gateway(),
        s -> io.fundstream.gateway.Main.start(io.fundstream.gateway.GatewayConfig.from(s)));
  }

  Member relay() {
    return service(
        "relay",
        io.fundstream.relay.Main.class,
        environment.relay(),
        s -> io.fundstream.relay.Main.start(io.fundstream.relay.RelayConfig.from(s)));
  }

  Member projector() {
    return service(
        "projector",
        io.fundstream.projector.Main.class,
        environment.projector(),
        s -> io.fundstream.projector.Main.start(io.fundstream.projector.ProjectorConfig.from(s)));
  }

  Member query() {
    return service(
        "query",
        io.fundstream.query.Main.class,
        environment.query(),
        s -> io.fundstream.query.Main.start(io.fundstream.query.QueryConfig.from(s)));
  }

  Member kafka() {
    Ports ports = settings.ports();
    KafkaSettings kafka =
        new KafkaSettings(folder().of("kafka"), ports.kafka(), ports.kafkaController(), Map.of());
    return new PartMember(
        settings.processes() ? new KafkaPart(kafka, children()) : new KafkaBroker(kafka));
  }

  Member registry(PostgresPart postgres) {
    Ports ports = settings.ports();
    return new PartMember(
        new RegistryPart(
            new RegistryPart.Settings(
                folder().of("registry"),
                ports.registry(),
                ports.registryManagement(),
                Database.registryStorage(postgres, secrets),
                children())));
  }

  private Member service(
      String name,
      Class<?> main,
      Map<String, String> env,
      Function<Settings, RunningService> start) {
    if (!settings.processes()) {
      return new InJvmService(name, () -> start.apply(Settings.from(env, name)));
    }
    URI http = URI.create("http://127.0.0.1:" + env.get("FUNDSTREAM_HTTP_PORT"));
    return new ChildService(
        new ChildService.Settings(name, main, env, http, folder().log(name), children()));
  }

  private DataFolder folder() {
    return settings.folder();
  }

  private ChildRecords children() {
    return settings.folder().children();
  }
}
