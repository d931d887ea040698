package io.github.brsgd.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Keeps a folder of results for one process. The operating system frees it with the process,
 * however that ends; the file that is left then says nothing.
 */
final class FolderLock implements AutoCloseable {

  private static final String FILE = ".brsgd.lock";

  /** Locked, so that the words before it can be read by others on every system. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path file;
  private final FileChannel channel;
  private final FileLock lock;

  private FolderLock(Path file, FileChannel channel, FileLock lock) {
    this.file = file;
    this.channel = channel;
    this.lock = lock;
  }

  /** Takes a folder. */
  static FolderLock of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = lock(channel);
      if (lock == null) {
        channel.close();
        throw new Failure(
            "--out: another brsgd writes into "
                + folder
                + ": "
                + Files.readString(file).strip()
                + ". Wait for it, or take another folder.");
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.UTF_8)));
      return new FolderLock(file, channel, lock);
    } catch (IOException e) {
      throw new Failure("--out: cannot lock " + folder + ": " + Failures.message(e), e);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // by this very process
    }
  }

  private static String self() {
    return "process "
        + ProcessHandle.current().pid()
        + ", since "
        + Instant.now().truncatedTo(ChronoUnit.SECONDS)
        + "\n";
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    if (lock.isValid()) { // an interrupt closes channels
      lock.release();
    }
    channel.close();
  }
}
