package io.fundstream.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small file for each child process that runs: its pid and start time, and its parent's. Who
 * comes after a parent that was killed finds here what it left behind. The start time keeps us from
 * ending a stranger that got the same pid later.
 */
public final class ChildRecords {
  private static final Logger LOG = LoggerFactory.getLogger(ChildRecords.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Each JVM derives start times from the boot time, which the kernel rounds to seconds. */
  private static final long CLOCK_JITTER_MS = 2_000;

  private final Path folder;

  public ChildRecords(Path folder) {
    this.folder = folder;
  }

  private record Entry(String name, long pid, long start, long parent, long parentStart) {
    static Entry of(String name, ProcessHandle child) {
      ProcessHandle parent = ProcessHandle.current();
      return new Entry(name, child.pid(), start(child), parent.pid(), start(parent));
    }

    String text() {
      return String.join(" ", name, "" + pid, "" + start, "" + parent, "" + parentStart);
    }

    static Entry parse(String text) {
      String[] word = text.strip().split(" ", -1);
      return new Entry(
          word[0],
          Long.parseLong(word[1]),
          Long.parseLong(word[2]),
          Long.parseLong(word[3]),
          Long.parseLong(word[4]));
    }

    Optional<ProcessHandle> child() {
      return alive(pid, start);
    }

    boolean isOrphan() {
      return alive(parent, parentStart).isEmpty();
    }

    private static Optional<ProcessHandle> alive(long pid, long start) {
      return ProcessHandle.of(pid)
          .filter(p -> p.isAlive() && Math.abs(start(p) - start) <= CLOCK_JITTER_MS);
    }

    private static long start(ProcessHandle process) {
      return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
  }

  /** Writes down a child of this process. */
  void add(String name, ProcessHandle child) {
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(child.pid() + ".draft");
      Files.writeString(draft, Entry.of(name, child).text());
      Files.move(draft, file(child.pid()), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(ProcessHandle child) {
    try {
      Files.deleteIfExists(file(child.pid()));
    } catch (IOException e) {
      LOG.warn("the record of process {} stays in {}", child.pid(), folder, e);
    }
  }

  private Path file(long pid) {
    return folder.resolve(Long.toString(pid));
  }

  /**
   * Ends every recorded child whose parent is gone: asks first, then kills.
   *
   * @return the names of those that were ended
   */
  public List<String> endOrphans() {
    List<String> ended = new ArrayList<>();
    for (Path file : files()) {
      Optional<Entry> entry = read(file).filter(Entry::isOrphan);
      if (entry.isEmpty()) {
        continue;
      }
      entry.get().child().ifPresent(child -> ended.add(end(entry.get(), child)));
      remove(file);
    }
    return List.copyOf(ended);
  }

  private static String end(Entry entry, ProcessHandle child) {
    LOG.info("ending {}, process {}, whose parent was killed", entry.name(), entry.pid());
    List<ProcessHandle> all = Stream.concat(Stream.of(child), child.descendants()).toList();
    child.destroy();
    if (!ends(child)) {
      all.forEach(ProcessHandle::destroyForcibly);
      ends(child);
    }
    return entry.name();
  }

  private static boolean ends(ProcessHandle process) {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillThere) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !file.toString().endsWith(".draft")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Entry> read(Path file) {
    try {
      return Optional.of(Entry.parse(Files.readString(file)));
    } catch (IOException removedMeanwhile) {
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warn("{} is not a record of a process", file, e);
      return Optional.empty();
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
