package io.github.brsgd.data;

import io.github.brsgd.files.Sha256;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a data file, unpacked if it is gzipped, whatever its name says. */
@SuppressWarnings("ArrayRecordComponent") // read once, written by nobody
record RawFile(Path path, byte[] bytes) {

  /** Some virtual machines have no arrays of the last few lengths. */
  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 16;

  static RawFile read(Path path) {
    return read(path, largest(Runtime.getRuntime().maxMemory()));
  }

  /** A file of which a size is expected that may be more than else is read. */
  static RawFile read(Path path, long expected) {
    int most = largest(Runtime.getRuntime().maxMemory());
    return read(path, (int) Math.min(LONGEST_ARRAY, Math.max(most, expected)));
  }

  /**
   * The most bytes that are read with a heap of some size: they are there twice while they are put
   * together, and something else must have room. A bomb unpacks to more.
   */
  static int largest(long heap) {
    return (int) Math.min(LONGEST_ARRAY, heap / 3);
  }

  static RawFile read(Path path, int most) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
      byte[] bytes = unpacked(file).readNBytes(most + 1);
      if (bytes.length > most) {
        throw new CorruptFileException(
            path,
            "has more than " + most + " bytes, unpacked, the most that the heap has room for");
      }
      return new RawFile(path, bytes);
    } catch (EOFException | ZipException e) {
      throw new CorruptFileException(
          path, "the gzip stream is damaged or cut off (" + e.getMessage() + ")", e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path + ": " + e, e);
    }
  }

  /** The content of a stream that may be gzipped; it must support mark. */
  static InputStream unpacked(InputStream in) throws IOException {
    in.mark(2);
    boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return zipped ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /** The SHA-256 of the unpacked content, in lower-case hexadecimal digits. */
  String sha256() {
    return Sha256.of(bytes);
  }

  int unsigned(int index) {
    return bytes[index] & 0xff;
  }

  /** The big-endian 32-bit integer at an index. */
  int integer(int index) {
    return unsigned(index) << 24
        | unsigned(index + 1) << 16
        | unsigned(index + 2) << 8
        | unsigned(index + 3);
  }
}
