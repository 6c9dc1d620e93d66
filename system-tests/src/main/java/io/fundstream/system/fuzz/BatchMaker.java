package io.fundstream.system.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes batches of good commands and spoiled ones. */
final class BatchMaker {
  /** Many are short: what goes wrong at an end goes wrong there. */
  private static final int MOST_LINES = 60;

  private final RandomGenerator random;
  private final GoodRequests good;
  private final HostileBodies hostile;
  private final List<Operation> commands;

  BatchMaker(Targets.Target target, Memory memory, RandomGenerator random) {
    this.random = random;
    this.good = target.good(memory, random);
    this.hostile = new HostileBodies(random, new HostileText(random));
    this.commands = target.api().operations().stream().filter(o -> !o.command().isEmpty()).toList();
    if (commands.isEmpty()) throw new IllegalStateException("no operation is a command");
  }

  Batch make() {
    int count = 1 + random.nextInt(random.nextBoolean() ? 4 : MOST_LINES);
    List<Batch.Line> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) lines.add(line());
    return new Batch(lines);
  }

  private Batch.Line line() {
    Operation command = commands.get(random.nextInt(commands.size()));
    Intention single = good.make(command);
    Request line = single.request().body(lineOf(single.request(), command));
    if (random.nextInt(5) < 3) {
      return new Batch.Line(line.body(), single.expected(), "good");
    }
    Intention spoiled = hostile.spoil(line, command);
    return new Batch.Line(oneLine(spoiled.request().body()), spoiled.expected(), spoiled.about());
  }

  /** What stands in the path and in If-Match stands in the line. */
  private static String lineOf(Request request, Operation command) {
    ObjectNode line = HostileBodies.object(request.bodyText());
    line.put("command", command.command());
    if (command.path().contains("{id}")) {
      int from = command.path().indexOf("{id}");
      line.put("id", request.target().substring(from).split("[/?]", 2)[0]);
    }
    request
        .header("If-Match")
        .ifPresent(tag -> line.put("ifMatch", Integer.parseInt(tag.replace("\"", ""))));
    return line.toString();
  }

  private static byte[] oneLine(byte[] spoiled) {
    byte[] line = spoiled.clone();
    for (int i = 0; i < line.length; i++) {
      if (line[i] == '\n') line[i] = ' ';
    }
    return line;
  }
}
