package io.github.brsgd.benchmarks;

import io.github.brsgd.checks.Check;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the rows of a measurement look like. Gradients are not noise: rules are measured on both.
 *
 * @since 0.2
 */
public enum RowKind {

  /** Independent standard normal values, also those of the Byzantine rows. */
  NOISE("noise") {
    @Override
    void fill(float[] values, int row, int honest) {
      SplittableRandom random = new SplittableRandom(row);
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
    }
  },

  /**
   * Like gradients of a network on images: 40% of the columns, in runs as dead pixels make them,
   * are 0 in every row, honest rows lie about a common direction, the last q rows are equal and
   * point the other way.
   */
  REAL_LIKE("real-like") {
    @Override
    void fill(float[] values, int row, int honest) {
      SplittableRandom columns = new SplittableRandom(DIRECTION);
      SplittableRandom own = new SplittableRandom(row);
      boolean zero = false;
      for (int i = 0; i < values.length; i++) {
        if (i % RUN == 0) {
          zero = columns.nextDouble() < ZEROS;
        }
        double direction = columns.nextGaussian();
        double honestly = direction + SPREAD * own.nextGaussian();
        values[i] = zero ? 0 : (float) (row < honest ? honestly : TURNED * direction);
      }
    }
  };

  private static final double ZEROS = 0.4;
  private static final int RUN = 8;
  private static final double SPREAD = 0.5;
  private static final double TURNED = -4;
  private static final long DIRECTION = -1;

  private final String id;

  RowKind(String id) {
    this.id = id;
  }

  abstract void fill(float[] values, int row, int honest);

  /**
   * The name in tables.
   *
   * @return {@code noise} or {@code real-like}
   */
  public String id() {
    return id;
  }

  /**
   * Rows of this kind, the same at every call.
   *
   * @param m rows, at least 1
   * @param q of them Byzantine, the last ones, in 0..m
   * @param d columns, at least 1
   * @return m x d float32, row by row in memory, not shared with anything
   * @throws IllegalArgumentException if a number is out of its range
   */
  public INDArray matrix(int m, int q, int d) {
    Check.atLeast(1, "m", m);
    Check.atLeast(1, "d", d);
    if (q < 0 || q > m) {
      throw new IllegalArgumentException("q: need 0..m=" + m + ", got " + q);
    }
    INDArray matrix = Nd4j.createUninitialized(DataType.FLOAT, new long[] {m, d}, 'c');
    IntStream.range(0, m)
        .parallel()
        .forEach(
            row -> {
              float[] values = new float[d];
              fill(values, row, m - q);
              try (INDArray copy = Nd4j.createFromArray(values)) {
                matrix.getRow(row).assign(copy);
              }
            });
    return matrix;
  }
}
