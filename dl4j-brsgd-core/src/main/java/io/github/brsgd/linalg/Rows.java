package io.github.brsgd.linalg;

import java.lang.ref.Reference;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A read-only view of m rows of d floats or doubles, the form in which every kernel takes its
 * input.
 *
 * <p>Rows are read in place, block by block, through the array's host buffer; an array whose rows
 * are not contiguous (Fortran order, column views) is copied once. The view holds no data of its
 * own: if the array changes, so does the view.
 *
 * <p>{@link #mix} makes rows that are weighted sums of other rows. They are formed anew in every
 * block that a kernel reads, in double and rounded to the type, and never stored as a whole: to a
 * kernel they are rows like any others.
 *
 * @since 0.1
 */
public final class Rows {

  private final INDArray matrix;
  private final DataType type;
  private final Buffer[] rows;
  private final int length;

  /** The rows that this view mixes, and with which weights; null where it mixes none. */
  private final Rows source;

  private final double[][] mixing;

  private Rows(INDArray matrix, DataType type, Buffer[] rows, int length) {
    this.matrix = matrix;
    this.type = type;
    this.rows = rows;
    this.length = length;
    this.source = null;
    this.mixing = null;
  }

  private Rows(Rows source, double[][] mixing) {
    this.matrix = source.matrix;
    this.type = source.type;
    this.rows = source.rows;
    this.length = source.length;
    this.source = source;
    this.mixing = mixing;
  }

  /**
   * Views a matrix.
   *
   * @param matrix m x d, float or double, m and d at least 1
   * @return its rows
   * @throws IllegalArgumentException if the array has another rank or type, or is empty
   */
  public static Rows of(INDArray matrix) {
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
    return new Rows(contiguous, type, buffers(contiguous, type, m, d), d);
  }

  private static Buffer[] buffers(INDArray matrix, DataType type, int m, int d) {
    long stride = m == 1 ? d : matrix.stride(0);
    long end = matrix.offset() + (m - 1) * stride + d;
    Buffer[] rows = new Buffer[m];
    if (end * type.width() <= Integer.MAX_VALUE) {
      Buffer all =
          type == DataType.FLOAT ? matrix.data().asNioFloat() : matrix.data().asNioDouble();
      int first = all.position();
      for (int i = 0; i < m; i++) {
        rows[i] = all.slice(Math.toIntExact(first + i * stride), d);
      }
    } else {
      // One NIO buffer cannot span 2 GiB, one row can.
      for (int i = 0; i < m; i++) {
        rows[i] = rowBuffer(matrix.data().pointer(), type, matrix.offset() + i * stride, d);
      }
    }
    return rows;
  }

  private static Buffer rowBuffer(Pointer data, DataType type, long start, int d) {
    return type == DataType.FLOAT
        ? new FloatPointer(data).getPointer(start).capacity(d).asBuffer()
        : new DoublePointer(data).getPointer(start).capacity(d).asBuffer();
  }

  /**
   * Some of the rows, in the order given; nothing is copied.
   *
   * @param ids row numbers, each in 0..m-1
   * @return a view of these rows
   * @throws IllegalArgumentException if there are none
   */
  public Rows select(int... ids) {
    if (ids.length == 0) {
      throw new IllegalArgumentException("ids: need at least one row, got none");
    }
    if (mixing != null) {
      return new Rows(source, Arrays.stream(ids).mapToObj(i -> mixing[i]).toArray(double[][]::new));
    }
    Buffer[] selected = new Buffer[ids.length];
    for (int i = 0; i < ids.length; i++) {
      selected[i] = rows[Objects.checkIndex(ids[i], rows.length)];
    }
    return new Rows(matrix, type, selected, length);
  }

  /**
   * Some of the columns, copied.
   *
   * @param ids column numbers, each in 0..d-1
   * @return rows of as many entries, independent of this view's memory
   * @throws IllegalArgumentException if there are none
   */
  public Rows columns(int... ids) {
    if (ids.length == 0) {
      throw new IllegalArgumentException("ids: need at least one column, got none");
    }
    if (mixing != null) {
      return new Rows(source.columns(ids), mixing);
    }
    Buffer[] copies = new Buffer[rows.length];
    try {
      Arrays.setAll(copies, i -> gather(rows[i], ids));
    } finally {
      Reference.reachabilityFence(matrix);
    }
    return new Rows(matrix, type, copies, ids.length);
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

  /**
   * Weighted sums of the rows.
   *
   * @param weights m' x m finite weights; row k of the result is {@code sum_i weights[k][i] x_i}
   * @return a view of m' rows; nothing is computed yet
   * @throws IllegalArgumentException if there is no row, or not one finite weight per row of this
   *     view
   */
  public Rows mix(double[][] weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("weights: need at least one row, got none");
    }
    double[][] sums = new double[weights.length][];
    for (int k = 0; k < sums.length; k++) {
      checkWeights(weights[k]);
      sums[k] = mixing == null ? weights[k].clone() : overSource(weights[k]);
    }
    return new Rows(mixing == null ? this : source, sums);
  }

  /** Checks that there is one finite weight per row. */
  void checkWeights(double[] weights) {
    if (weights.length != count()) {
      throw new IllegalArgumentException(
          "weights: need one per row, got " + weights.length + " for m=" + count());
    }
    for (int i = 0; i < weights.length; i++) {
      if (!Double.isFinite(weights[i])) {
        throw new IllegalArgumentException("weights: row " + i + " has weight " + weights[i]);
      }
    }
  }

  /** Whether rows are weighted sums of those of {@link #source}. */
  boolean isMixed() {
    return mixing != null;
  }

  Rows source() {
    return source;
  }

  /** The weights that make one row of those of {@link #source}. */
  double[] mixing(int row) {
    return mixing[row];
  }

  /** Weights of the rows of {@link #source} that give the same sum as these of mixed rows. */
  double[] overSource(double[] weights) {
    double[] result = new double[source.count()];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < result.length && weights[i] != 0; j++) {
        result[j] += weights[i] * mixing[i][j];
      }
    }
    return result;
  }

  /**
   * The number of rows.
   *
   * @return m
   */
  public int count() {
    return mixing != null ? mixing.length : rows.length;
  }

  /**
   * The length of each row.
   *
   * @return d
   */
  public int length() {
    return length;
  }

  /**
   * The data type.
   *
   * @return FLOAT or DOUBLE
   */
  public DataType type() {
    return type;
  }

  /**
   * A copy of one row.
   *
   * @param row its number
   * @return a new 1 x d vector of the rows' type
   */
  public INDArray copy(int row) {
    if (mixing != null) {
      return WeightedSum.of(source, mixing[row]);
    }
    if (type == DataType.FLOAT) {
      float[] values = new float[length];
      read(row, 0, length, values);
      return VectorBuilder.row(values);
    }
    double[] values = new double[length];
    read(row, 0, length, values);
    return VectorBuilder.row(values);
  }

  /**
   * A copy of all rows.
   *
   * @return a new m x d matrix of the rows' type
   */
  public INDArray toMatrix() {
    INDArray copy = Nd4j.createUninitialized(type, count(), length);
    for (int i = 0; i < count(); i++) {
      copy.putRow(i, copy(i));
    }
    return copy;
  }

  void read(int row, int from, int count, float[] target) {
    try {
      ((FloatBuffer) rows[row]).get(from, target, 0, count);
    } finally {
      Reference.reachabilityFence(matrix);
    }
  }

  void read(int row, int from, int count, double[] target) {
    try {
      ((DoubleBuffer) rows[row]).get(from, target, 0, count);
    } finally {
      Reference.reachabilityFence(matrix);
    }
  }
}
