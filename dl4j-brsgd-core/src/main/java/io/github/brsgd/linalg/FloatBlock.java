package io.github.brsgd.linalg;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A block of floats. Sums of products are {@link FloatPairs}'. Sums of equally weighted rows are
 * taken in two floats, the second for what rounding took from the first.
 */
final class FloatBlock extends Block {

  private final float[][] values;
  private final float[] lanes;
  private final float[] errors;
  private final FloatLoops loops = VectorModule.floatLoops();
  private final Optional<MemoryLoops> memoryLoops = VectorModule.memoryLoops();
  private final FloatPairs pairs = new FloatPairs(loops);
  private final float[][] squares;
  private double[][] wide = {};

  FloatBlock(int rowCount, int width) {
    super(width);
    values = new float[rowCount][width];
    lanes = new float[Math.max(width, WIDTH)];
    errors = new float[lanes.length];
    squares = new float[memoryLoops.isPresent() && width > WIDTH ? FOUR : 0][WIDTH];
  }

  @Override
  int capacity() {
    return values.length;
  }

  @Override
  int capacityWidth() {
    return values[0].length;
  }

  @Override
  void read(RowMemory rows, int row, int from, int count, int target) {
    rows.read(row, from, count, values[target]);
    Arrays.fill(values[target], count, width(), 0);
  }

  @Override
  void clear(int row, int from, int to) {
    Arrays.fill(values[row], from, to, 0);
  }

  @Override
  void set(int row, double[] rowValues) {
    int width = width();
    float[] x = values[row];
    for (int c = 0; c < width; c++) {
      x[c] = (float) rowValues[c];
    }
  }

  @Override
  void setScaled(int row, Block other, int source, double weight) {
    int width = width();
    float[] x = row(other, source);
    float[] scaled = values[row];
    float factor = (float) weight;
    if (factor == weight) {
      setProducts(x, factor, scaled, width);
      return;
    }
    for (int c = 0; c < width; c++) {
      // As a sum, in which no zero is negative.
      scaled[c] = (float) (0 + weight * x[c]);
    }
  }

  /** The JIT has vector code for this, and not for what converts; the product is rounded once. */
  private static void setProducts(float[] x, float factor, float[] products, int width) {
    for (int c = 0; c < width; c++) {
      products[c] = 0 + factor * x[c];
    }
  }

  @Override
  void copyRow(Block other, int row, int target) {
    System.arraycopy(row(other, row), 0, values[target], 0, width());
  }

  @Override
  boolean isZero(int row) {
    for (int c = 0; c < width(); c++) {
      if (values[row][c] != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  boolean areEqual(int i, int j) {
    return Arrays.equals(values[i], 0, width(), values[j], 0, width());
  }

  @Override
  void clearZeros() {
    Arrays.fill(lanes, 0, WIDTH, 0);
  }

  @Override
  void addZeros(int row) {
    addZeros(values[row]);
  }

  private void addZeros(float[] x) {
    int width = width();
    if (width == WIDTH) {
      addZeros(x, lanes, WIDTH);
    } else if (width < WIDTH) {
      addZeros(x, lanes, width);
    } else {
      for (int from = 0; from < width; from += WIDTH) {
        addZeros(x, from, lanes);
      }
    }
  }

  @Override
  int addZeros(MatrixRows rows, int row, int from, int count) {
    int whole = count / WIDTH * WIDTH;
    boolean isRead =
        overMemory(rows, row, row + 1, (memory, x) -> memory.addZeros(x[0], from, lanes, whole));
    return isRead ? whole : 0;
  }

  @Override
  boolean areZeros() {
    return pairs.sum(lanes, Math.min(width(), WIDTH)) == 0;
  }

  private static void addZeros(float[] x, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      lanes[c] += 0 * x[c];
    }
  }

  private static void addZeros(float[] x, int from, float[] lanes) {
    for (int c = 0; c < WIDTH; c++) {
      lanes[c] += 0 * x[from + c];
    }
  }

  @Override
  void sort(SortingNetwork network) {
    loops.sort(values, network, width());
  }

  @Override
  double get(int row, int column) {
    return values[row][column];
  }

  @Override
  void addScaled(int row, double weight, double[] sum) {
    loops.addScaled(values[row], weight, sum, width());
  }

  @Override
  void setSum(int from, int to, double weight, double[] sum) {
    beginSum();
    addToSum(from, to);
    endSum(weight, sum);
    clearZeros();
    addZeros(errors);
    if (!areZeros()) {
      // A sum of floats has left their range, or a row is not finite.
      Arrays.fill(sum, 0, width(), 0);
      for (int row = from; row < to; row++) {
        addScaled(row, weight, sum);
      }
    }
  }

  /** Begins a sum in pairs of floats. */
  void beginSum() {
    Arrays.fill(lanes, 0, width(), 0);
    Arrays.fill(errors, 0, width(), 0);
  }

  /** Adds rows {@code from..to-1} to the sum. */
  private void addToSum(int from, int to) {
    loops.addWithErrors(values, from, to, lanes, errors, width());
  }

  /** Adds the first rows to the sum, each times a weight. */
  private void addWeightedToSum(double[] weights) {
    loops.addProductsWithErrors(values, weights, lanes, errors, width());
  }

  /**
   * Adds the first {@code count} of some rows to the sum, from a column on; the first rows of this
   * block may be overwritten.
   */
  void addToSum(MatrixRows rows, int count, int from) {
    if (!inPlace(
        rows, 0, count, (memory, x) -> memory.addWithErrors(x, from, lanes, errors, width()))) {
      for (int row = 0; row < count; row += FOUR) {
        addToSum(0, readSome(rows, row, count, from));
      }
    }
  }

  /** The same, as many rows as there are weights, each times its own. */
  void addWeightedToSum(MatrixRows rows, double[] weights, int from) {
    int count = weights.length;
    if (!inPlace(
        rows,
        0,
        count,
        (memory, x) -> memory.addProductsWithErrors(x, weights, from, lanes, errors, width()))) {
      for (int row = 0; row < count; row += FOUR) {
        int some = readSome(rows, row, count, from);
        addWeightedToSum(Arrays.copyOfRange(weights, row, row + some));
      }
    }
  }

  /** Runs a loop over this block's columns of rows where they lie, if they can be read there. */
  private boolean inPlace(
      MatrixRows rows, int first, int to, BiConsumer<MemoryLoops, ByteBuffer[]> loop) {
    boolean isWhole = columns() == width() && width() % WIDTH == 0;
    return isWhole && overMemory(rows, first, to, loop);
  }

  /** The same over whole blocks of columns, however many this one has. */
  private boolean overMemory(
      MatrixRows rows, int first, int to, BiConsumer<MemoryLoops, ByteBuffer[]> loop) {
    return memoryLoops.isPresent()
        && rows.clearedColumns().isEmpty()
        && rows.memory().inPlace(first, to, x -> loop.accept(memoryLoops.get(), x));
  }

  /** Sets the sum of the rows, each times a weight, in pairs of floats. */
  void setSumInPairs(double[] weights) {
    beginSum();
    addWeightedToSum(weights);
  }

  /**
   * Sets a row to the sum in pairs of floats that another block has, and a few of its rows times
   * their weights, all times a scale.
   */
  void setDifference(int row, FloatBlock other, int[] ids, float[] weights, float scale) {
    int width = width();
    float[] terms = lanes;
    System.arraycopy(other.errors, 0, terms, 0, width);
    int t = 0;
    for (; t + FOUR <= ids.length; t += FOUR) {
      addProducts(other.values, ids, weights, t, terms, width);
    }
    for (; t < ids.length; t++) {
      addProduct(other.values[ids[t]], weights[t], terms, width);
    }
    setScaledSum(other.lanes, terms, scale, values[row], width);
  }

  private static void addProducts(
      float[][] rows, int[] ids, float[] weights, int first, float[] sums, int width) {
    float[] x0 = rows[ids[first]];
    float[] x1 = rows[ids[first + 1]];
    float[] x2 = rows[ids[first + 2]];
    float[] x3 = rows[ids[first + 3]];
    float w0 = weights[first];
    float w1 = weights[first + 1];
    float w2 = weights[first + 2];
    float w3 = weights[first + 3];
    for (int c = 0; c < width; c++) {
      sums[c] =
          Math.fma(
              w3, x3[c], Math.fma(w2, x2[c], Math.fma(w1, x1[c], Math.fma(w0, x0[c], sums[c]))));
    }
  }

  private static void addProduct(float[] x, float weight, float[] sums, int width) {
    for (int c = 0; c < width; c++) {
      sums[c] = Math.fma(weight, x[c], sums[c]);
    }
  }

  private static void setScaledSum(float[] x, float[] y, float scale, float[] sum, int width) {
    for (int c = 0; c < width; c++) {
      sum[c] = (x[c] + y[c]) * scale;
    }
  }

  /** Sets the sum, times a weight; not finite where it has left the range of float. */
  void endSum(double weight, double[] sum) {
    loops.setTotal(lanes, errors, weight, sum, width());
  }

  @Override
  void addWeighted(double[] weights, double[] sum) {
    loops.addWeighted(values, weights, sum, width());
  }

  @Override
  void widen(int rowCount) {
    if (wide.length < rowCount) {
      wide = new double[capacity()][capacityWidth()];
    }
    int width = width();
    for (int i = 0; i < rowCount; i++) {
      PlainFloatLoops.widen(values[i], wide[i], width);
    }
  }

  @Override
  void addWidened(double[] weights, double[] sum) {
    DoubleBlock.addWeighted(wide, weights, sum, width());
  }

  @Override
  void countFartherBelow(int low, int high, double[] centre, int[] start) {
    int width = width();
    float[] x = values[low];
    float[] y = values[high];
    for (int c = 0; c < width; c++) {
      start[c] += centre[c] - x[c] > y[c] - centre[c] ? 1 : 0;
    }
  }

  @Override
  void setMeanNearest(int rowCount, int keep, double[] centre, double[] mean) {
    loops.setMeanNearest(values, rowCount, keep, centre, mean, width());
  }

  @Override
  void setSquaredDeviation(int row, double[] centre, double[] squares) {
    int width = width();
    float[] x = values[row];
    for (int c = 0; c < width; c++) {
      double deviation = x[c] - centre[c];
      squares[c] = deviation * deviation;
    }
  }

  @Override
  void setProducts(int row, double[] centre, double[] direction, double[] products) {
    int width = width();
    float[] x = values[row];
    for (int c = 0; c < width; c++) {
      products[c] = (x[c] - centre[c]) * direction[c];
    }
  }

  @Override
  void subtract(int rowCount, double[] centre) {
    for (int i = 0; i < rowCount; i++) {
      float[] x = values[i];
      for (int c = 0; c < columns(); c++) {
        x[c] = (float) (x[c] - centre[c]);
      }
    }
  }

  @Override
  void addSquaredDistances(MatrixRows rows, int from, int point, int free, double[] sums) {
    for (int row = 0; row < sums.length; row += FOUR) {
      int to = Math.min(sums.length, row + FOUR);
      boolean isRead =
          width() == GROUP * WIDTH
              && inPlace(
                  rows,
                  row,
                  to,
                  (memory, x) -> memory.setSquaredDifferences(x, from, values[point], squares));
      for (int i = row; i < to; i++) {
        double squared = isRead ? pairs.sum(squares[i - row], WIDTH) : Double.NaN;
        sums[i] +=
            FloatPairs.isInRange(squared)
                ? squared
                : checkedSquaredDistance(rows, i, from, point, free);
      }
    }
  }

  @Override
  double squaredDistance(int i, int j) {
    return pairs.squaredDistance(values[i], values[j], width());
  }

  @Override
  double squaredDistance(Block[] group, int i, int j) {
    return pairs.squaredDistance(group, i, j, width());
  }

  @Override
  boolean setSquaredDistances(Block[] group, int i, int j, double[] four) {
    return pairs.setSquaredDistances(group, i, j, width(), four);
  }

  @Override
  double dot(Block[] group, int i, int j) {
    return pairs.dot(group, i, j, width());
  }

  static float[] row(Block block, int i) {
    return ((FloatBlock) block).values[i];
  }
}
