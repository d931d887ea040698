package io.github.brsgd.state;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * A checksum at the end of a file, to be looked at before anything of the file is believed.
 *
 * @since 0.2
 */
public final class Seal {

  private static final int CHUNK = 1 << 16;

  private Seal() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out where to
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a content and its CRC-32 behind it.
   *
   * @param target where to; not closed
   * @param content what to write
   * @throws IOException if it cannot be written
   */
  public static void write(OutputStream target, Content content) throws IOException {
    CRC32 sum = new CRC32();
    content.writeTo(new CheckedOutputStream(target, sum));
    new DataOutputStream(target).writeLong(sum.getValue());
  }

  /**
   * Reads a whole file and compares.
   *
   * @param file what {@link #write} wrote
   * @throws DamagedStateException if the file is not as it was written
   * @throws IOException if it cannot be read
   */
  public static void check(Path file) throws IOException {
    long left = Files.size(file) - Long.BYTES;
    CRC32 sum = new CRC32();
    byte[] chunk = new byte[CHUNK];
    try (InputStream buffered = new BufferedInputStream(Files.newInputStream(file));
        DataInputStream in = new DataInputStream(buffered)) {
      while (left > 0) {
        int count = (int) Math.min(chunk.length, left);
        in.readFully(chunk, 0, count);
        sum.update(chunk, 0, count);
        left -= count;
      }
      if (left < 0 || in.readLong() != sum.getValue()) {
        throw new DamagedStateException("its checksum is wrong");
      }
    }
  }
}
