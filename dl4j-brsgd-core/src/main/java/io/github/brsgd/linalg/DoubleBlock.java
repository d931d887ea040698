package io.github.brsgd.linalg;

import java.util.Arrays;

/** A block of doubles. */
final class DoubleBlock extends Block {

  private final double[][] values;
  private final double[] lanes = new double[WIDTH];

  DoubleBlock(int rowCount, int width) {
    super(width);
    values = new double[rowCount][width];
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
    System.arraycopy(rowValues, 0, values[row], 0, width());
  }

  @Override
  void setScaled(int row, Block other, int source, double weight) {
    int width = width();
    double[] x = row(other, source);
    double[] scaled = values[row];
    for (int c = 0; c < width; c++) {
      // As a sum, in which no zero is negative.
      scaled[c] = 0 + weight * x[c];
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
    Arrays.fill(lanes, 0);
  }

  @Override
  void addZeros(int row) {
    int width = width();
    if (width < WIDTH) {
      addZeros(values[row], 0, lanes, width);
    }
    for (int from = 0; from + WIDTH <= width; from += WIDTH) {
      addZeros(values[row], from, lanes, WIDTH);
    }
  }

  @Override
  int addZeros(MatrixRows rows, int row, int from, int count) {
    return 0;
  }

  @Override
  boolean areZeros() {
    return sum(lanes, Math.min(width(), WIDTH)) == 0;
  }

  private static void addZeros(double[] x, int from, double[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      lanes[c] += 0 * x[from + c];
    }
  }

  @Override
  void sort(SortingNetwork network) {
    if (width() == WIDTH) {
      sort(network, WIDTH);
    } else {
      sort(network, width());
    }
  }

  private void sort(SortingNetwork network, int width) {
    for (int c = 0; c < network.size(); c++) {
      exchange(values[network.low(c)], values[network.high(c)], width);
    }
  }

  private static void exchange(double[] low, double[] high, int width) {
    for (int c = 0; c < width; c++) {
      double x = low[c];
      double y = high[c];
      low[c] = Math.min(x, y);
      high[c] = Math.max(x, y);
    }
  }

  @Override
  double get(int row, int column) {
    return values[row][column];
  }

  @Override
  void addScaled(int row, double weight, double[] sum) {
    if (width() == WIDTH) {
      addScaled(values[row], weight, sum, WIDTH);
    } else {
      addScaled(values[row], weight, sum, width());
    }
  }

  private static void addScaled(double[] x, double weight, double[] sum, int width) {
    for (int c = 0; c < width; c++) {
      sum[c] += weight * x[c];
    }
  }

  @Override
  void setSum(int from, int to, double weight, double[] sum) {
    Arrays.fill(sum, 0, width(), 0);
    for (int row = from; row < to; row++) {
      addScaled(row, weight, sum);
    }
  }

  @Override
  void addWeighted(double[] weights, double[] sum) {
    addWeighted(values, weights, sum, width());
  }

  @Override
  void widen(int rowCount) {
    // They are doubles.
  }

  @Override
  void addWidened(double[] weights, double[] sum) {
    addWeighted(weights, sum);
  }

  /** {@code sum += row} over so many columns. */
  static void add(double[] row, double[] sum, int width) {
    for (int c = 0; c < width; c++) {
      sum[c] += row[c];
    }
  }

  /** {@code sum += weights[0] rows[0] + ...} over so many columns; rows of weight 0 are skipped. */
  static void addWeighted(double[][] rows, double[] weights, double[] sum, int width) {
    double[][] x = new double[FOUR][];
    double[] w = new double[FOUR];
    int found = 0;
    for (int row = 0; row < weights.length; row++) {
      if (weights[row] != 0) {
        x[found] = rows[row];
        w[found] = weights[row];
        found++;
      }
      if (found == FOUR) {
        if (width == WIDTH) {
          addFour(x, w, sum, WIDTH);
        } else {
          addFour(x, w, sum, width);
        }
        found = 0;
      }
    }
    for (int i = 0; i < found; i++) {
      addScaled(x[i], w[i], sum, width);
    }
  }

  /** The sum is read and written once for four rows. */
  private static void addFour(double[][] rows, double[] weights, double[] sum, int width) {
    double[] x0 = rows[0];
    double[] x1 = rows[1];
    double[] x2 = rows[2];
    double[] x3 = rows[3];
    double w0 = weights[0];
    double w1 = weights[1];
    double w2 = weights[2];
    double w3 = weights[3];
    for (int c = 0; c < width; c++) {
      sum[c] = (((sum[c] + w0 * x0[c]) + w1 * x1[c]) + w2 * x2[c]) + w3 * x3[c];
    }
  }

  @Override
  void countFartherBelow(int low, int high, double[] centre, int[] start) {
    int width = width();
    double[] x = values[low];
    double[] y = values[high];
    for (int c = 0; c < width; c++) {
      start[c] += centre[c] - x[c] > y[c] - centre[c] ? 1 : 0;
    }
  }

  @Override
  void setMeanNearest(int rowCount, int keep, double[] centre, double[] mean) {
    int[] start = zeroedCounts();
    CoordinateStatistics.firstNearest(this, rowCount, keep, centre, start);
    for (int i = 0; i < rowCount; i++) {
      addWithin(i, start, keep, mean);
    }
    CoordinateStatistics.divide(this, c -> start[c], keep, mean);
  }

  /** {@code sum[c] += row[c]} where {@code start[c] <= row < start[c] + keep}. */
  private void addWithin(int row, int[] start, int keep, double[] sum) {
    int width = width();
    double[] x = values[row];
    for (int c = 0; c < width; c++) {
      if (row >= start[c] && row < start[c] + keep) {
        sum[c] += x[c];
      }
    }
  }

  @Override
  void setSquaredDeviation(int row, double[] centre, double[] squares) {
    int width = width();
    double[] x = values[row];
    for (int c = 0; c < width; c++) {
      double deviation = x[c] - centre[c];
      squares[c] = deviation * deviation;
    }
  }

  @Override
  void setProducts(int row, double[] centre, double[] direction, double[] products) {
    int width = width();
    double[] x = values[row];
    for (int c = 0; c < width; c++) {
      products[c] = (x[c] - centre[c]) * direction[c];
    }
  }

  @Override
  void subtract(int rowCount, double[] centre) {
    for (int i = 0; i < rowCount; i++) {
      double[] x = values[i];
      for (int c = 0; c < columns(); c++) {
        x[c] -= centre[c];
      }
    }
  }

  @Override
  double squaredDistance(int i, int j) {
    int width = width();
    if (width < WIDTH) {
      Arrays.fill(lanes, 0, width, 0);
      addSquaredDifferences(values[i], values[j], lanes, width);
      return sum(lanes, width);
    }
    setSquaredDifferences(values[i], values[j], lanes);
    return sum(lanes, WIDTH);
  }

  @Override
  double squaredDistance(Block[] group, int i, int j) {
    return width() == WIDTH
        ? squaredDistance(group, i, j, WIDTH)
        : squaredDistance(group, i, j, width());
  }

  private double squaredDistance(Block[] group, int i, int j, int width) {
    Arrays.fill(lanes, 0, width, 0);
    for (Block block : group) {
      addSquaredDifferences(row(block, i), row(block, j), lanes, width);
    }
    return sum(lanes, width);
  }

  @Override
  double dot(Block[] group, int i, int j) {
    return width() == WIDTH ? dot(group, i, j, WIDTH) : dot(group, i, j, width());
  }

  private double dot(Block[] group, int i, int j, int width) {
    Arrays.fill(lanes, 0, width, 0);
    for (Block block : group) {
      addProducts(row(block, i), row(block, j), lanes, width);
    }
    return sum(lanes, width);
  }

  private static double[] row(Block block, int i) {
    return ((DoubleBlock) block).values[i];
  }

  /** Lanes of a group of blocks in one piece; the order of additions is that of its blocks. */
  private static void setSquaredDifferences(double[] x, double[] y, double[] lanes) {
    for (int c = 0; c < WIDTH; c++) {
      double d0 = x[c] - y[c];
      double d1 = x[c + WIDTH] - y[c + WIDTH];
      double d2 = x[c + 2 * WIDTH] - y[c + 2 * WIDTH];
      double d3 = x[c + 3 * WIDTH] - y[c + 3 * WIDTH];
      lanes[c] = ((d0 * d0 + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  private static void addSquaredDifferences(double[] x, double[] y, double[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      double difference = x[c] - y[c];
      lanes[c] += difference * difference;
    }
  }

  private static void addProducts(double[] x, double[] y, double[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      lanes[c] += x[c] * y[c];
    }
  }

  private static double sum(double[] lanes, int width) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int c = 0; c < width; c += LANES) {
      s0 += lanes[c];
      s1 += lanes[c + 1];
      s2 += lanes[c + 2];
      s3 += lanes[c + 3];
      s4 += lanes[c + 4];
      s5 += lanes[c + 5];
      s6 += lanes[c + 6];
      s7 += lanes[c + 7];
    }
    return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }
}
