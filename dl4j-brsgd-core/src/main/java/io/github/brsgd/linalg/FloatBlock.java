package io.github.brsgd.linalg;

import java.util.Arrays;

/**
 * A block of floats. Products are summed in float over the lanes of a few blocks; where squares
 * leave the range of float they are summed again in double.
 */
final class FloatBlock extends Block {

  /** Below this sum, squares of single entries may have been lost to underflow. */
  private static final double SMALLEST = 1e-30;

  private final float[][] values;
  private final float[] lanes = new float[WIDTH];

  /** A number of two rows, summed over so many columns. */
  private interface Term {
    double of(float[] x, float[] y, int width);
  }

  FloatBlock(int rowCount, int width) {
    values = new float[rowCount][width];
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
  void copyRow(Block other, int row) {
    System.arraycopy(row(other, row), 0, values[row], 0, width());
  }

  @Override
  boolean isFinite(int row) {
    return areFinite(row, row + 1);
  }

  @Override
  boolean areFinite(int rowCount) {
    return areFinite(0, rowCount);
  }

  private boolean areFinite(int from, int to) {
    return width() == WIDTH ? areFinite(from, to, WIDTH) : areFinite(from, to, width());
  }

  private boolean areFinite(int from, int to, int width) {
    Arrays.fill(lanes, 0, width, 0);
    for (int row = from; row < to; row++) {
      addZeros(values[row], lanes, width);
    }
    return sum(lanes, width) == 0;
  }

  /** 0 * x is 0 for finite x and NaN otherwise. */
  private static void addZeros(float[] x, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      lanes[c] += 0 * x[c];
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

  private static void exchange(float[] low, float[] high, int width) {
    for (int c = 0; c < width; c++) {
      float x = low[c];
      float y = high[c];
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

  private static void addScaled(float[] x, double weight, double[] sum, int width) {
    for (int c = 0; c < width; c++) {
      sum[c] += weight * x[c];
    }
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
  void addWithin(int row, int[] start, int keep, double[] sum) {
    int width = width();
    float[] x = values[row];
    for (int c = 0; c < width; c++) {
      if (row >= start[c] && row < start[c] + keep) {
        sum[c] += x[c];
      }
    }
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
    double sum = sum(lanes, width);
    return inRange(sum) ? sum : exact(group, i, j, FloatBlock::exactSquaredDistance);
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
    double sum = sum(lanes, width);
    return inRange(Math.abs(sum)) ? sum : exact(group, i, j, FloatBlock::exactDot);
  }

  private static boolean inRange(double sum) {
    return sum > SMALLEST && sum < Float.MAX_VALUE;
  }

  private static double exact(Block[] group, int i, int j, Term term) {
    double sum = 0;
    for (Block block : group) {
      sum += term.of(row(block, i), row(block, j), block.width());
    }
    return sum;
  }

  private static float[] row(Block block, int i) {
    return ((FloatBlock) block).values[i];
  }

  private static void addSquaredDifferences(float[] x, float[] y, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      float difference = x[c] - y[c];
      lanes[c] += difference * difference;
    }
  }

  private static void addProducts(float[] x, float[] y, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      lanes[c] += x[c] * y[c];
    }
  }

  private static double sum(float[] lanes, int width) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
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
    return (double) s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7;
  }

  private static double exactSquaredDistance(float[] x, float[] y, int width) {
    double sum = 0;
    for (int c = 0; c < width; c++) {
      double difference = (double) x[c] - y[c];
      sum += difference * difference;
    }
    return sum;
  }

  private static double exactDot(float[] x, float[] y, int width) {
    double sum = 0;
    for (int c = 0; c < width; c++) {
      sum += (double) x[c] * y[c];
    }
    return sum;
  }
}
