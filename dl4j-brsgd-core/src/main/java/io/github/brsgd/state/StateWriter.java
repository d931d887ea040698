package io.github.brsgd.state;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes numbers, texts and arrays, big-endian, with a CRC-32 of all that went before in front of
 * each array's values and at the end.
 *
 * <p>Begins with {@code BRSGD}, the kind of state and its version, which {@link StateReader} asks
 * for. Not buffered, not closed: that is the caller's.
 *
 * @since 0.2
 */
public final class StateWriter {

  static final String MAGIC = "BRSGD";

  private final CRC32 sum = new CRC32();
  private final DataOutputStream out;
  private final long most;

  /**
   * Begins a state.
   *
   * @param target where to
   * @param kind what the state is of
   * @param version of the form in which that kind is written
   * @throws IOException if it cannot be written
   */
  public StateWriter(OutputStream target, String kind, int version) throws IOException {
    this(target, kind, version, Pieces.MOST);
  }

  /** A state whose arrays are written in pieces of so many values. */
  StateWriter(OutputStream target, String kind, int version, long most) throws IOException {
    this.most = most;
    out = new DataOutputStream(new CheckedOutputStream(target, sum));
    out.writeUTF(MAGIC);
    out.writeUTF(kind);
    out.writeInt(version);
    check();
  }

  /**
   * Writes a number.
   *
   * @param value any
   * @throws IOException if it cannot be written
   */
  public void integer(int value) throws IOException {
    out.writeInt(value);
  }

  /**
   * Writes a number.
   *
   * @param value any
   * @throws IOException if it cannot be written
   */
  public void longInteger(long value) throws IOException {
    out.writeLong(value);
  }

  /**
   * Writes a number with all its bits.
   *
   * @param value any
   * @throws IOException if it cannot be written
   */
  public void real(double value) throws IOException {
    out.writeDouble(value);
  }

  /**
   * Writes a text.
   *
   * @param value of at most 65,535 bytes
   * @throws IOException if it cannot be written
   */
  public void text(String value) throws IOException {
    out.writeUTF(value);
  }

  /**
   * Writes an array or that there is none.
   *
   * @param array as for {@link #array}
   * @throws IOException if it cannot be written
   */
  public void optionalArray(Optional<INDArray> array) throws IOException {
    out.writeBoolean(array.isPresent());
    if (array.isPresent()) {
      array(array.get());
    }
  }

  /**
   * Writes an array with all its bits, row by row.
   *
   * @param array of floats, doubles, halves, ints or longs
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if it is of another type or empty
   */
  public void array(INDArray array) throws IOException {
    if (array.isEmpty()) {
      throw new IllegalArgumentException("state: need an array with values, got an empty one");
    }
    ArrayValues values = ArrayValues.of(array.dataType());
    out.writeUTF(array.dataType().name());
    out.writeInt(array.rank());
    for (long size : array.shape()) {
      out.writeLong(size);
    }
    check();
    if (array.length() > most && (array.isView() || array.data().offset() > 0)) {
      try (INDArray copy = array.dup('c')) {
        Pieces.forEach(copy, most, piece -> write(values, piece));
      }
      return;
    }
    Pieces.forEach(array, most, piece -> write(values, piece));
  }

  private void write(ArrayValues values, INDArray piece) throws IOException {
    if (isPlain(piece)) {
      try {
        write(values, values.memory(piece), Math.toIntExact(piece.length()));
      } finally {
        // The buffer alone does not keep the memory.
        Reference.reachabilityFence(piece);
      }
      return;
    }
    try (INDArray copy = piece.dup('c')) {
      write(values, values.memory(copy), Math.toIntExact(copy.length()));
    }
  }

  /** Whether the memory of an array holds its values and no others, row by row. */
  private static boolean isPlain(INDArray array) {
    return !array.isView() && Arrays.equals(array.stride(), ArrayUtil.calcStrides(array.shape()));
  }

  private void write(ArrayValues values, Buffer memory, int length) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(ArrayValues.CHUNK);
    for (int done = 0; done < length; ) {
      chunk.clear();
      int count = Math.min(chunk.capacity() / values.width(), length - done);
      values.pack(memory, done, count, chunk);
      out.write(chunk.array(), 0, count * values.width());
      done += count;
    }
  }

  private void check() throws IOException {
    out.writeInt((int) sum.getValue());
  }

  /**
   * Ends the state.
   *
   * @throws IOException if it cannot be written
   */
  public void end() throws IOException {
    check();
    out.flush();
  }
}
