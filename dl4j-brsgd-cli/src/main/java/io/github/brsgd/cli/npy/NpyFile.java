package io.github.brsgd.cli.npy;

import io.github.brsgd.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads and writes matrices in NumPy's {@code .npy} format: little-endian float32 and float64, C
 * and Fortran order, format versions 1 to 3. Size and header are checked before memory is taken.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">the
 *     format</a>
 * @since 0.1
 */
public final class NpyFile {

  private static final int CHUNK = 1 << 16;

  private NpyFile() {}

  /**
   * Reads a matrix.
   *
   * @param file the file
   * @return [m, d], float or double as stored, C order
   * @throws NpyFormatException if it is not a matrix that this class reads, or cut off
   * @throws IOException if it cannot be read
   */
  public static INDArray read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return read(file, in, Files.size(file));
    }
  }

  /** Reads what has a name and so many bytes, from a file or an archive. */
  static INDArray read(Path name, DataInputStream in, long found) throws IOException {
    NpyHeader header = NpyHeader.read(name, in);
    long expected = header.headerBytes() + header.dataBytes();
    if (found != expected) {
      throw new NpyFormatException(
          name, "need " + expected + " bytes for " + header.describe() + ", got " + found);
    }
    int length = Math.toIntExact(header.elements());
    INDArray flat =
        header.type() == DataType.FLOAT
            ? Nd4j.createFromArray(floats(in, length))
            : Nd4j.createFromArray(doubles(in, length));
    return header.fortranOrder()
        ? flat.reshape('c', header.columns(), header.rows()).transpose().dup('c')
        : flat.reshape('c', header.rows(), header.columns());
  }

  /**
   * Writes an array.
   *
   * @param file the file; replaced once the new content is complete
   * @param array what to write
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, NpyArray array) throws IOException {
    AtomicFile.write(file, out -> write(out, array));
  }

  /** Writes header and values, row by row. */
  static void write(OutputStream out, NpyArray array) throws IOException {
    INDArray values = array.values();
    out.write(NpyHeader.bytes(values.dataType(), array.shape()));
    for (long row = 0; row < values.size(0); row++) {
      writeRow(out, values.getRow(row), values.dataType());
    }
  }

  /** How many bytes are written for an array. */
  static long bytes(NpyArray array) {
    DataType type = array.values().dataType();
    return NpyHeader.bytes(type, array.shape()).length + array.values().length() * type.width();
  }

  private static void writeRow(OutputStream out, INDArray row, DataType type) throws IOException {
    byte[] chunk = new byte[CHUNK];
    ByteBuffer bytes = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
    if (type == DataType.FLOAT) {
      for (float value : row.toFloatVector()) {
        if (!bytes.hasRemaining()) {
          out.write(chunk);
          bytes.clear();
        }
        bytes.putFloat(value);
      }
    } else {
      for (double value : row.toDoubleVector()) {
        if (!bytes.hasRemaining()) {
          out.write(chunk);
          bytes.clear();
        }
        bytes.putDouble(value);
      }
    }
    out.write(chunk, 0, bytes.position());
  }

  private static float[] floats(DataInputStream in, int length) throws IOException {
    float[] values = new float[length];
    byte[] bytes = new byte[CHUNK];
    for (int from = 0; from < length; from += CHUNK / Float.BYTES) {
      int n = Math.min(CHUNK / Float.BYTES, length - from);
      in.readFully(bytes, 0, n * Float.BYTES);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values, from, n);
    }
    return values;
  }

  private static double[] doubles(DataInputStream in, int length) throws IOException {
    double[] values = new double[length];
    byte[] bytes = new byte[CHUNK];
    for (int from = 0; from < length; from += CHUNK / Double.BYTES) {
      int n = Math.min(CHUNK / Double.BYTES, length - from);
      in.readFully(bytes, 0, n * Double.BYTES);
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values, from, n);
    }
    return values;
  }
}
