package io.github.brsgd.data;

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

  /** No data file of ours unpacks to more; a bomb would. */
  private static final int LARGEST = 1 << 29;

  static RawFile read(Path path) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(path))) {
      byte[] bytes = unpacked(file).readNBytes(LARGEST);
      if (bytes.length == LARGEST) {
        throw new CorruptFileException(path, "unpacks to more than " + LARGEST + " bytes");
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
