package io.fundstream.gateway.http;

import io.fundstream.gateway.log.EventLog;
import io.fundstream.gateway.log.IdempotencyKey;
import io.fundstream.gateway.log.Origin;
import io.fundstream.gateway.log.Precondition;
import io.fundstream.gateway.log.Sha256;
import io.fundstream.gateway.log.Submission;
import io.fundstream.runtime.http.Principal;
import io.fundstream.runtime.json.JsonBody;
import io.fundstream.runtime.json.JsonFields;
import io.fundstream.runtime.json.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the lines of one batch. */
final class LineReader {
  private static final int LONGEST_NAME = 100;

  private final Map<String, CommandKind> kinds;
  private final CommandReader reader;
  private final EventLog log;
  private final Principal principal;
  private final CommandHeaders headers;
  private final @Nullable String keyPrefix;

  /** Which key the streams have that lines before wrote: they may not be in the log yet. */
  private final Map<UUID, UUID> written = new HashMap<>();

  LineReader(
      Map<String, CommandKind> kinds,
      CommandReader reader,
      EventLog log,
      Principal principal,
      CommandHeaders headers) {
    this.kinds = kinds;
    this.reader = reader;
    this.log = log;
    this.principal = principal;
    this.headers = headers;
    String key = headers.idempotencyKey();
    this.keyPrefix = key == null ? null : keyPrefix(key);
  }

  /**
   * @throws io.fundstream.runtime.database.Unavailable if the line names only a stream and its key
   *     cannot be asked for
   */
  Parsed<Submission> read(BatchLine.Text line) {
    return JsonBody.parse(line.bytes())
        .then(object -> {
          JsonFields name = JsonFields.of(object);
          CommandKind kind = kinds.get(name.text("command", 1, LONGEST_NAME));
          if (kind == null) {
            name.refuse("command", "The name of a command is expected, such as " + known() + ".");
            return new Parsed.Bad<>(
                name.errors().stream().filter(e -> "/command".equals(e.pointer())).toList());
          }
          return command(line, kind, JsonFields.of(object));
        });
  }

  private Parsed<Submission> command(BatchLine.Text line, CommandKind kind, JsonFields fields) {
    fields.has("command");
    Precondition precondition = precondition(fields, kind);
    return reader
        .read(kind.form(), fields, new Address.OfLine(fields, kind), this::partitionKeyOf)
        .then(command -> new Parsed.Ok<>(submission(line, precondition, command)));
  }

  private static Precondition precondition(JsonFields fields, CommandKind kind) {
    Integer version = fields.optionalWhole("ifMatch", 1, Integer.MAX_VALUE);
    if (version != null) {
      return new Precondition.Version(version);
    }
    return kind.versionRequired() ? new Precondition.Missing() : new Precondition.None();
  }

  private Submission submission(
      BatchLine.Text line, Precondition precondition, CommandReader.Command command) {
    var intent = command.filled().intent();
    intent.writes().forEach(stream -> written.put(stream.id(), intent.partitionKey()));
    return new Submission(
        principal.tenant(),
        intent,
        precondition,
        idempotency(line),
        new Origin(principal.actor(), headers.correlationId(), null, headers.traceparent()),
        command.effectiveOn(),
        new BareAnswers(new Answers(command.filled().success())),
        line.bytes().length + CommandEndpoint.OVERHEAD);
  }

  private Optional<UUID> partitionKeyOf(UUID stream) {
    return log.partitionKeyOf(stream).or(() -> Optional.ofNullable(written.get(stream)));
  }

  private @Nullable IdempotencyKey idempotency(BatchLine.Text line) {
    return keyPrefix == null
        ? null
        : new IdempotencyKey(
            principal.tenant(),
            principal.actor(),
            keyPrefix + line.number(),
            RequestHash.of("POST", BatchEndpoint.PATH, new Precondition.None(), line.bytes()));
  }

  /** Holds spaces, which no key that a caller sends may hold; of one length for all keys. */
  private static String keyPrefix(String key) {
    byte[] digest = Sha256.digest(key.getBytes(StandardCharsets.US_ASCII));
    return "batch " + HexFormat.of().formatHex(digest) + " ";
  }

  private String known() {
    return String.join(", ", kinds.keySet().stream().sorted().toList());
  }
}
