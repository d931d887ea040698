package io.github.brsgd.cli;

import io.github.brsgd.files.TextFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder of results for one process. The operating system frees it with the process,
 * however that ends; the file that is left then says nothing.
 */
final class FolderLock implements Closeable {

  private static final String FILE = ".brsgd.lock";

  /** Locked, so that the words before it can be read by others on every system. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /**
   * Folders held by this process, which must not open their files again: a process loses its lock
   * when it closes any channel of the file.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path folder, FileChannel channel, FileLock lock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes a folder. */
  static FolderLock of(Path folder) {
    try {
      Path held = folder.toRealPath();
      if (!HELD.add(held)) {
        throw taken(folder, "process " + ProcessHandle.current().pid());
      }
      try {
        return locked(held);
      } catch (IOException | RuntimeException e) {
        HELD.remove(held);
        throw e;
      }
    } catch (IOException e) {
      throw new Failure("--out: cannot lock " + folder + ": " + Failures.message(e), e);
    }
  }

  private static FolderLock locked(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
      if (lock == null) {
        throw taken(folder, TextFile.read(file));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.UTF_8)));
      return new FolderLock(folder, channel, lock);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Failure taken(Path folder, String by) {
    return new Failure(
        "--out: another brsgd writes into "
            + folder
            + ": "
            + by.strip()
            + ". Wait for it, or take another folder.");
  }

  private static String self() {
    return "process "
        + ProcessHandle.current().pid()
        + ", since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS)
        + "\n";
  }

  /** Leaves the file: who deletes it may delete it from under the next who has locked it. */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (lock.isValid()) {
        channel.truncate(0);
        lock.release();
      }
    } catch (ClosedByInterruptException e) {
      // An interrupt has closed the channel, and that has freed the lock.
    } finally {
      HELD.remove(folder);
    }
  }
}
