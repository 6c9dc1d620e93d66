package io.fundstream.benchmarks.platform;

import io.fundstream.benchmarks.load.Line;
import io.fundstream.benchmarks.load.OpenLoop;
import java.io.IOException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Registers a fund and reads it back at once; what it took from the answer until it was read. */
final class ReadBack implements OpenLoop.Work, AutoCloseable {
  private final Platform platform;
  private final byte[] register;
  private final Pool commands;
  private final Pool queries;

  ReadBack(Platform platform) {
    this.platform = platform;
    this.register = platform.register();
    this.commands = new Pool(() -> new Line(platform.gateway()));
    this.queries = new Pool(() -> new Line(platform.query()));
  }

  @Override
  public long run(long due) throws IOException {
    Line command = commands.take();
    command.exchange(register, 201);
    byte[] read = platform.readable(command.field("id"), command.field("position"));
    long answered = System.nanoTime();
    commands.give(command);
    Line query = queries.take();
    query.exchange(read, 200);
    queries.give(query);
    return (System.nanoTime() - answered) / 1_000;
  }

  @Override
  public void close() throws IOException {
    commands.close();
    queries.close();
  }

  /** Connections that nobody uses at the moment, the last used first. */
  private static final class Pool implements AutoCloseable {
    private interface Connect {
      Line line() throws IOException;
    }

    private final Deque<Line> free = new ConcurrentLinkedDeque<>();
    private final Connect connect;

    Pool(Connect connect) {
      this.connect = connect;
    }

    Line take() throws IOException {
      for (Line line = free.poll(); line != null; line = free.poll()) {
        if (line.fresh()) return line;
        line.close();
      }
      return connect.line();
    }

    void give(Line line) {
      free.push(line);
    }

    @Override
    public void close() throws IOException {
      for (Line line : free) line.close();
    }
  }
}
