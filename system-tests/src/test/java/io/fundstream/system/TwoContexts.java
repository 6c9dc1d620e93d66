package io.fundstream.system;

import io.fundstream.gateway.GatewayConfig;
import io.fundstream.gateway.fund.FundCommands;
import io.fundstream.parts.TestDatabase;
import io.fundstream.parts.TestKafka;
import io.fundstream.parts.TestRegistry;
import io.fundstream.projector.ContextSlice;
import io.fundstream.projector.ProjectorConfig;
import io.fundstream.projector.fund.FundSlice;
import io.fundstream.query.QueryConfig;
import io.fundstream.relay.RelayConfig;
import io.fundstream.runtime.config.Settings;
import io.fundstream.runtime.service.RunningService;
import io.fundstream.schemas.fund.FundContext;
import io.fundstream.system.note.NoteCommands;
import io.fundstream.system.note.NoteContext;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All four services in this JVM, with the fund context and the notes of the test tree. */
final class TwoContexts implements AutoCloseable {
  static final String API_KEY = "two-contexts";

  private final TestDatabase database = TestDatabase.fresh();
  private final Deque<RunningService> services = new ArrayDeque<>();
  private final RunningService gateway;
  private final RunningService query;

  TwoContexts() {
    gateway =
        start(
            "gateway",
            s ->
                io.fundstream.gateway.Main.start(
                    GatewayConfig.from(s),
                    List.of(new FundCommands(), new NoteCommands()),
                    Clock.systemUTC()));
    start("relay", s -> io.fundstream.relay.Main.start(RelayConfig.from(s)));
    start(
        "projector",
        s ->
            io.fundstream.projector.Main.start(
                ProjectorConfig.from(s),
                List.of(FundSlice.SLICE, ContextSlice.trailOnly(NoteContext.CONTEXT))));
    query =
        start(
            "query",
            s ->
                io.fundstream.query.Main.start(
                    QueryConfig.from(s), List.of(FundContext.CONTEXT, NoteContext.CONTEXT)));
  }

  private RunningService start(String name, Function<Settings, RunningService> main) {
    String role = "fundstream_" + name;
    Map<String, String> environment = new HashMap<>();
    environment.put("FUNDSTREAM_HTTP_HOST", "127.0.0.1");
    environment.put("FUNDSTREAM_HTTP_PORT", "0");
    environment.put("FUNDSTREAM_DATABASE_URL", database.url());
    environment.put("FUNDSTREAM_DATABASE_PASSWORD", database.password(role));
    environment.put("FUNDSTREAM_KAFKA_BOOTSTRAP", TestKafka.shared().bootstrapServers());
    environment.put("FUNDSTREAM_REGISTRY_URL", TestRegistry.shared().url());
    environment.put("FUNDSTREAM_API_KEY_SHA256", sha256(API_KEY));
    RunningService service = main.apply(Settings.from(environment, name));
    services.push(service);
    return service;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  TestDatabase database() {
    return database;
  }

  URI gateway() {
    return gateway.http();
  }

  URI query() {
    return query.http();
  }

  @Override
  public void close() throws Exception {
    services.forEach(RunningService::close);
    database.close();
  }
}
