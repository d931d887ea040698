package io.github.brsgd.state;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads what a {@link StateWriter} wrote. Nothing is made of the end of a file that is cut off, nor
 * memory taken for an array whose size is damaged.
 *
 * @since 0.2
 */
public final class StateReader {

  private static final int MOST_DIMENSIONS = 32;

  private final CRC32 sum = new CRC32();
  private final DataInputStream in;
  private final String kind;
  private final long most;

  /** Reads one thing. */
  @FunctionalInterface
  private interface Read<T> {
    T get() throws IOException;
  }

  /**
   * Begins a state.
   *
   * @param source where from
   * @param kind what the state must be of
   * @param version the form in which it must be written
   * @throws IOException if it cannot be read, is of another kind or version, or damaged
   */
  public StateReader(InputStream source, String kind, int version) throws IOException {
    this(source, kind, version, Pieces.MOST);
  }

  /** A state whose arrays are read in pieces of so many values. */
  StateReader(InputStream source, String kind, int version, long most) throws IOException {
    this.most = most;
    this.in = new DataInputStream(new CheckedInputStream(source, sum));
    this.kind = kind;
    String magic = whole(in::readUTF);
    String found = magic.equals(StateWriter.MAGIC) ? whole(in::readUTF) : "another program's file";
    int foundVersion = found.equals(kind) ? whole(in::readInt) : 0;
    if (!found.equals(kind) || foundVersion != version) {
      throw new DamagedStateException(
          "need a state of "
              + kind
              + ", version "
              + version
              + ", got "
              + found
              + (found.equals(kind) ? ", version " + foundVersion : ""));
    }
    check();
  }

  private <T> T whole(Read<T> read) throws IOException {
    try {
      return read.get();
    } catch (EOFException e) {
      throw new DamagedStateException("the state of " + kind + " is cut off");
    } catch (UTFDataFormatException e) {
      throw damaged();
    }
  }

  private DamagedStateException damaged() {
    return new DamagedStateException("the state of " + kind + " is damaged");
  }

  /**
   * Reads a number.
   *
   * @return what was written
   * @throws IOException if it cannot be read
   */
  public int integer() throws IOException {
    return whole(in::readInt);
  }

  /**
   * Reads a number.
   *
   * @return what was written
   * @throws IOException if it cannot be read
   */
  public long longInteger() throws IOException {
    return whole(in::readLong);
  }

  /**
   * Reads a number.
   *
   * @return what was written
   * @throws IOException if it cannot be read
   */
  public double real() throws IOException {
    return whole(in::readDouble);
  }

  /**
   * Reads a text.
   *
   * @return what was written
   * @throws IOException if it cannot be read
   */
  public String text() throws IOException {
    return whole(in::readUTF);
  }

  /**
   * Reads an array or that there is none.
   *
   * @return what was written
   * @throws IOException if it cannot be read
   */
  public Optional<INDArray> optionalArray() throws IOException {
    return whole(in::readBoolean) ? Optional.of(array()) : Optional.empty();
  }

  /**
   * Reads an array.
   *
   * @return what was written, in memory of its own
   * @throws IOException if it cannot be read
   */
  public INDArray array() throws IOException {
    String name = text();
    int rank = integer();
    if (rank < 0 || rank > MOST_DIMENSIONS) {
      throw damaged();
    }
    long[] shape = new long[rank];
    for (int i = 0; i < rank; i++) {
      shape[i] = longInteger();
    }
    check();
    DataType type =
        Arrays.stream(DataType.values())
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(this::damaged);
    ArrayValues values = ArrayValues.of(type);
    INDArray array = rank == 0 ? Nd4j.scalar(type, 0) : Nd4j.create(type, shape);
    Pieces.forEach(array, most, piece -> read(values, piece, piece == array));
    return array;
  }

  /** Reads a piece, into its own memory if there is nothing else in it. */
  private void read(ArrayValues values, INDArray piece, boolean whole) throws IOException {
    if (whole) {
      read(values, piece);
      return;
    }
    try (INDArray copy = Nd4j.createUninitialized(piece.dataType(), piece.shape())) {
      read(values, copy);
      piece.assign(copy);
    }
  }

  private void read(ArrayValues values, INDArray array) throws IOException {
    Buffer memory = values.memory(array);
    ByteBuffer chunk = ByteBuffer.allocate(ArrayValues.CHUNK);
    int length = Math.toIntExact(array.length());
    for (int done = 0; done < length; ) {
      int count = Math.min(chunk.capacity() / values.width(), length - done);
      int bytes = count * values.width();
      whole(
          () -> {
            in.readFully(chunk.array(), 0, bytes);
            return chunk;
          });
      values.unpack(chunk, count, memory, done);
      done += count;
    }
    // Other backends than the CPU's must know that the host's memory is the newer one.
    Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
  }

  private void check() throws IOException {
    int expected = (int) sum.getValue();
    if (whole(in::readInt) != expected) {
      throw damaged();
    }
  }

  /**
   * Ends the state: what was read is what was written only if this returns.
   *
   * @throws IOException if something was damaged
   */
  public void end() throws IOException {
    check();
  }
}
