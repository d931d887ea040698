package io.github.brsgd.linalg;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Where rows lie in the host's memory: a buffer for each, over the array they belong to. */
final class RowMemory {

  /** Kept, for the buffers do not keep its memory. */
  private final INDArray matrix;

  private final DataType type;
  private final Buffer[] rows;

  /**
   * The bytes of rows of floats off the heap, in the processor's order; null of other rows, of
   * short ones, and where no loops read them.
   */
  private final ByteBuffer[] bytes;

  private final int length;

  /** Whether these are all rows of the matrix, in order and at full length. */
  private final boolean whole;

  /** What is known of some of the rows beforehand; null where nothing is. */
  private final StayingRows staying;

  /** Rows on the heap. */
  private RowMemory(INDArray matrix, DataType type, Buffer[] rows, int length) {
    this(matrix, type, rows, new ByteBuffer[rows.length], length, false, null);
  }

  private RowMemory(
      INDArray matrix,
      DataType type,
      Buffer[] rows,
      ByteBuffer[] bytes,
      int length,
      boolean whole,
      StayingRows staying) {
    this.matrix = matrix;
    this.type = type;
    this.rows = rows;
    this.bytes = bytes;
    this.length = length;
    this.whole = whole;
    this.staying = staying;
  }

  static RowMemory of(INDArray matrix) {
    Objects.requireNonNull(matrix, "updates");
    if (matrix.rank() != 2 || matrix.isEmpty() || matrix.size(0) < 1 || matrix.size(1) < 1) {
      throw new IllegalArgumentException(
          "updates: need a matrix [m, d] with m >= 1 and d >= 1, got shape "
              + Arrays.toString(matrix.shape()));
    }
    DataType type = matrix.dataType();
    if (type != DataType.FLOAT && type != DataType.DOUBLE) {
      throw new IllegalArgumentException("updates: need float or double, got " + type);
    }
    int m = Math.toIntExact(matrix.size(0));
    int d = Math.toIntExact(matrix.size(1));
    INDArray contiguous = d == 1 || matrix.stride(1) == 1 ? matrix : matrix.dup('c');
    Buffer[] rows = buffers(contiguous, type, m, d);
    return new RowMemory(contiguous, type, rows, bytes(contiguous, type, m, d), d, true, null);
  }

  private static Buffer[] buffers(INDArray matrix, DataType type, int m, int d) {
    long stride = stride(matrix, m, d);
    long end = matrix.offset() + (m - 1) * stride + d;
    Buffer[] rows = new Buffer[m];
    if (end * type.width() <= Integer.MAX_VALUE) {
      Buffer all = host(matrix, type);
      int first = all.position();
      for (int i = 0; i < m; i++) {
        rows[i] = all.slice(Math.toIntExact(first + i * stride), d);
      }
    } else {
      // One NIO buffer cannot span 2 GiB, one row can; such a buffer does not ask a device first.
      Nd4j.getAffinityManager().ensureLocation(matrix, AffinityManager.Location.HOST);
      for (int i = 0; i < m; i++) {
        rows[i] = row(matrix, type, i * stride, d).asBuffer();
      }
    }
    return rows;
  }

  /** The same as bytes, for whom buffers have been made, so that the host's memory is the newer. */
  private static ByteBuffer[] bytes(INDArray matrix, DataType type, int m, int d) {
    ByteBuffer[] rows = new ByteBuffer[m];
    boolean isTooShort = d < Block.WIDTH;
    boolean isTooLong = (long) d * Float.BYTES > Integer.MAX_VALUE;
    if (type != DataType.FLOAT || isTooShort || isTooLong || VectorModule.memoryLoops().isEmpty()) {
      return rows;
    }
    long stride = stride(matrix, m, d);
    for (int i = 0; i < m; i++) {
      rows[i] = row(matrix, type, i * stride, d).asByteBuffer();
    }
    return rows;
  }

  /** The memory of a whole array, from its first value on. */
  static Buffer host(INDArray array, DataType type) {
    return type == DataType.FLOAT ? array.data().asNioFloat() : array.data().asNioDouble();
  }

  /** From one row's first value to the next one's. */
  private static long stride(INDArray matrix, int m, int d) {
    return m == 1 ? d : matrix.stride(0);
  }

  /** The memory of d values, so many behind the matrix's first. */
  private static Pointer row(INDArray matrix, DataType type, long behind, int d) {
    Pointer data = matrix.data().pointer();
    long start = matrix.offset() + behind;
    return type == DataType.FLOAT
        ? new FloatPointer(data).getPointer(start).capacity(d)
        : new DoublePointer(data).getPointer(start).capacity(d);
  }

  int count() {
    return rows.length;
  }

  int length() {
    return length;
  }

  DataType type() {
    return type;
  }

  /** The matrix of which these are all rows, if they are. */
  Optional<INDArray> matrix() {
    return whole ? Optional.of(matrix) : Optional.empty();
  }

  RowMemory select(int[] ids) {
    Buffer[] selected = new Buffer[ids.length];
    ByteBuffer[] theirs = new ByteBuffer[ids.length];
    for (int i = 0; i < ids.length; i++) {
      selected[i] = rows[Objects.checkIndex(ids[i], rows.length)];
      theirs[i] = bytes[ids[i]];
    }
    return new RowMemory(matrix, type, selected, theirs, length, false, staying);
  }

  /** The same with a copy of one row of other memory in place of some rows. */
  RowMemory replaced(int[] ids, RowMemory other, StayingRows known) {
    checkOpen();
    other.checkOpen();
    Buffer[] replaced = rows.clone();
    ByteBuffer[] left = bytes.clone();
    try {
      Buffer copy = heap(other.rows[0]);
      for (int id : ids) {
        replaced[id] = copy;
        left[id] = null;
      }
    } finally {
      Reference.reachabilityFence(other.matrix);
    }
    return new RowMemory(matrix, type, replaced, left, length, false, known);
  }

  /** What is known of some of the rows beforehand; null where nothing is. */
  StayingRows staying() {
    return staying;
  }

  /** A row's own memory, which rows that are copies of one share. */
  Buffer row(int row) {
    return rows[row];
  }

  /** For each row the first that has the same memory. */
  int[] firstAlike() {
    int[] first = new int[rows.length];
    for (int i = 0; i < first.length; i++) {
      while (rows[first[i]] != rows[i]) {
        first[i]++;
      }
    }
    return first;
  }

  /** Copies some columns into memory of their own. */
  RowMemory columns(int[] ids) {
    checkOpen();
    Buffer[] copies = new Buffer[rows.length];
    try {
      Arrays.setAll(copies, i -> gather(rows[i], ids));
    } finally {
      Reference.reachabilityFence(matrix);
    }
    return new RowMemory(matrix, type, copies, ids.length);
  }

  /** Other rows of this length, copied to memory of their own. */
  RowMemory stored(int count, IntFunction<INDArray> vectors) {
    Buffer[] copies = new Buffer[count];
    for (int i = 0; i < count; i++) {
      try (INDArray vector = vectors.apply(i)) {
        copies[i] = heap(host(vector, type));
      }
    }
    return new RowMemory(matrix, type, copies, length);
  }

  private Buffer heap(Buffer row) {
    if (row instanceof FloatBuffer floats) {
      float[] values = new float[length];
      floats.get(0, values);
      return FloatBuffer.wrap(values);
    }
    double[] values = new double[length];
    ((DoubleBuffer) row).get(0, values);
    return DoubleBuffer.wrap(values);
  }

  private static Buffer gather(Buffer row, int[] ids) {
    if (row instanceof FloatBuffer floats) {
      float[] values = new float[ids.length];
      for (int c = 0; c < ids.length; c++) {
        values[c] = floats.get(ids[c]);
      }
      return FloatBuffer.wrap(values);
    }
    DoubleBuffer doubles = (DoubleBuffer) row;
    return DoubleBuffer.wrap(Arrays.stream(ids).mapToDouble(doubles::get).toArray());
  }

  /** A crash of the process otherwise: buffers know nothing of an array that was closed. */
  private void checkOpen() {
    if (matrix.wasClosed()) {
      throw new IllegalArgumentException("updates: the rows of a round are gone, its run is over");
    }
  }

  void read(int row, int from, int count, float[] target) {
    checkOpen();
    try {
      ((FloatBuffer) rows[row]).get(from, target, 0, count);
    } finally {
      Reference.reachabilityFence(matrix);
    }
  }

  void read(int row, int from, int count, double[] target) {
    checkOpen();
    try {
      ((DoubleBuffer) rows[row]).get(from, target, 0, count);
    } finally {
      Reference.reachabilityFence(matrix);
    }
  }

  /**
   * Runs a loop over rows {@code from..to-1} where they lie.
   *
   * @return false where one of them is not off the heap, or not of floats; then nothing is run
   */
  boolean inPlace(int from, int to, Consumer<ByteBuffer[]> loop) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == null) {
        return false;
      }
    }
    checkOpen();
    try {
      loop.accept(Arrays.copyOfRange(bytes, from, to));
    } finally {
      Reference.reachabilityFence(matrix);
    }
    return true;
  }

  /** Copies a whole row to the beginning of other memory. */
  void copy(int row, Buffer target) {
    checkOpen();
    try {
      if (target instanceof FloatBuffer floats) {
        floats.put(0, (FloatBuffer) rows[row], 0, length);
      } else {
        ((DoubleBuffer) target).put(0, (DoubleBuffer) rows[row], 0, length);
      }
    } finally {
      Reference.reachabilityFence(matrix);
    }
  }
}
