package io.github.brsgd.cli.npy;

import io.github.brsgd.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Archives of matrices in NumPy's {@code .npz} format, as {@code numpy.savez} and {@code
 * numpy.savez_compressed} write them: one array at a time is in memory.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.savez.html">numpy.savez</a>
 * @since 0.2
 */
public final class NpzFile {

  private static final String ARRAY = ".npy";

  /** Deflate makes nothing smaller than by this: what claims more would be believed memory. */
  private static final long MOST_RATIO = 1032;

  /** As NumPy dates what it writes: equal arrays give equal bytes. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private NpzFile() {}

  /** What becomes of an array. */
  @FunctionalInterface
  public interface Step {

    /**
     * Makes an array of another.
     *
     * @param matrix one of the archive's
     * @return what is written under the same name
     * @throws IOException if it cannot be made
     */
    NpyArray of(NpyMatrix matrix) throws IOException;
  }

  /**
   * Writes an archive of the same names as another, each array made of the one there.
   *
   * @param in the archive that is read
   * @param out the file that is written, whole or not at all
   * @param step what to do with each array, in the archive's order
   * @throws NpyFormatException if it is not an archive of matrices, or damaged
   * @throws IOException if a file cannot be read or written
   */
  public static void map(Path in, Path out, Step step) throws IOException {
    try (ZipFile zip = open(in)) {
      List<? extends ZipEntry> entries = zip.stream().toList();
      check(in, entries);
      AtomicFile.write(out, target -> write(target, in, zip, entries, step));
    }
  }

  private static ZipFile open(Path in) throws IOException {
    try {
      return new ZipFile(in.toFile());
    } catch (ZipException e) {
      throw new NpyFormatException(in, "is not a .npz file: " + e.getMessage(), e);
    }
  }

  private static void check(Path in, List<? extends ZipEntry> entries) throws IOException {
    if (entries.isEmpty()) {
      throw new NpyFormatException(in, "holds no array");
    }
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : entries) {
      if (!entry.getName().endsWith(ARRAY)) {
        throw new NpyFormatException(in, "need arrays alone, got " + entry.getName());
      }
      if (!names.add(entry.getName())) {
        throw new NpyFormatException(in, "holds " + entry.getName() + " twice");
      }
    }
  }

  private static void write(
      OutputStream target, Path in, ZipFile zip, List<? extends ZipEntry> entries, Step step)
      throws IOException {
    ZipOutputStream out = new ZipOutputStream(target);
    for (ZipEntry entry : entries) {
      Path name = name(in, entry);
      NpyArray made = step.of(new NpyMatrix(name, read(name, zip, entry)));
      out.putNextEntry(stored(entry.getName(), made));
      NpyFile.write(out, made);
      out.closeEntry();
    }
    out.finish();
  }

  /** Size and sum before the values, as NumPy has them: not every reader looks for them behind. */
  private static ZipEntry stored(String name, NpyArray array) throws IOException {
    CRC32 sum = new CRC32();
    NpyFile.write(new CheckedOutputStream(OutputStream.nullOutputStream(), sum), array);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(NpyFile.bytes(array));
    entry.setCrc(sum.getValue());
    return entry;
  }

  private static Path name(Path in, ZipEntry entry) throws IOException {
    try {
      return Path.of(in + "/" + entry.getName());
    } catch (InvalidPathException e) {
      throw new NpyFormatException(in, "holds a name that cannot be written here", e);
    }
  }

  private static INDArray read(Path name, ZipFile zip, ZipEntry entry) throws IOException {
    long size = entry.getSize();
    if (size < 0 || size / MOST_RATIO > entry.getCompressedSize()) {
      throw new NpyFormatException(name, "claims a size that cannot be, " + size + " bytes");
    }
    CRC32 sum = new CRC32();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(new BufferedInputStream(zip.getInputStream(entry)), sum))) {
      INDArray matrix = NpyFile.read(name, in, size);
      if (in.read() >= 0 || sum.getValue() != entry.getCrc()) {
        throw new NpyFormatException(name, "is damaged: its checksum is not that on record");
      }
      return matrix;
    } catch (EOFException | ZipException e) {
      throw new NpyFormatException(name, "is damaged: " + e.getMessage(), e);
    }
  }
}
