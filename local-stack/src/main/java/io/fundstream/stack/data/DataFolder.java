package io.fundstream.stack.data;

import io.fundstream.parts.ChildRecords;
import io.fundstream.parts.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a stack keeps everything. One stack at a time runs on a folder.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {

  /** The folder, made if need be and readable by its owner alone. */
  public static DataFolder open(Path path) {
    Path root = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(
            root,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return new DataFolder(root);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the data folder " + root, e);
    }
  }

  /** A new folder under the system's temporary one. */
  public static DataFolder temporary() {
    return new DataFolder(Folders.temporary("demo"));
  }

  /** A part's own folder. */
  public Path of(String part) {
    return root.resolve(part);
  }

  /** The log file of a process. */
  public Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }

  public ChildRecords children() {
    return new ChildRecords(root.resolve("children"));
  }

  /** Whether a stack has ever been here. */
  public boolean isUsed() {
    return Files.isDirectory(root.resolve("postgres"));
  }

  /** Keeps others out until it is closed or this process ends, however it ends. */
  public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The lock, or nothing if a stack runs here. */
  public Optional<Lock> tryLock() {
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return tryLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + root, e);
    }
  }

  private static Optional<Lock> tryLock(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new Lock(channel, lock));
      }
      channel.close();
      return Optional.empty();
    } catch (OverlappingFileLockException lockedByThisProcess) {
      // Closing the channel would release the lock that this process holds, so it stays open.
      return Optional.empty();
    }
  }
}
