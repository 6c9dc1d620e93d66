package io.fundstream.parts;

import java.nio.file.Path;
import java.util.function.Function;

/** A part of a test's own, with the folder it lives in; both go when it is closed. */
record TestPart<P extends Part>(P part, Path folder) implements AutoCloseable {

  static {
    Parts.endOrphans();
  }

  static <P extends Part> TestPart<P> start(String name, Function<Path, P> make) {
    Path folder = Folders.temporary(name);
    TestPart<P> made = new TestPart<>(make.apply(folder), folder);
    made.part().start();
    return made;
  }

  /** For a part that all tests of a JVM share. */
  TestPart<P> closedAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "closes " + part.name()));
    return this;
  }

  @Override
  public void close() {
    part.kill();
    part.close();
    Folders.delete(folder);
  }
}
