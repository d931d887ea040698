package io.github.brsgd.linalg;

import java.util.Arrays;

/** A block of doubles. Squared distances beyond the range of double are its largest value. */
final class DoubleBlock extends Block {

  private final double[][] values;
  private final double[] lanes = new double[WIDTH];

  DoubleBlock(int rowCount) {
    values = new double[rowCount][WIDTH];
  }

  @Override
  int capacity() {
    return values.length;
  }

  @Override
  void read(Rows rows, int row, int from, int count, int target) {
    rows.read(row, from, count, values[target]);
    Arrays.fill(values[target], count, WIDTH, 0);
  }

  @Override
  void set(int row, double[] rowValues) {
    System.arraycopy(rowValues, 0, values[row], 0, WIDTH);
  }

  @Override
  void copyRow(Block other, int row) {
    System.arraycopy(row(other, row), 0, values[row], 0, WIDTH);
  }

  @Override
  boolean isFinite(int row) {
    Arrays.fill(lanes, 0);
    addZeros(values[row], lanes);
    return sum(lanes) == 0;
  }

  @Override
  boolean areFinite(int rowCount) {
    Arrays.fill(lanes, 0);
    for (int row = 0; row < rowCount; row++) {
      addZeros(values[row], lanes);
    }
    return sum(lanes) == 0;
  }

  /** 0 * x is 0 for finite x and NaN otherwise. */
  private static void addZeros(double[] x, double[] lanes) {
    for (int c = 0; c < WIDTH; c++) {
      lanes[c] += 0 * x[c];
    }
  }

  @Override
  void sort(SortingNetwork network) {
    for (int c = 0; c < network.size(); c++) {
      exchange(values[network.low(c)], values[network.high(c)]);
    }
  }

  private static void exchange(double[] low, double[] high) {
    for (int c = 0; c < WIDTH; c++) {
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
    double[] x = values[row];
    for (int c = 0; c < WIDTH; c++) {
      sum[c] += weight * x[c];
    }
  }

  @Override
  void countFartherBelow(int low, int high, double[] centre, int[] start) {
    double[] x = values[low];
    double[] y = values[high];
    for (int c = 0; c < WIDTH; c++) {
      start[c] += centre[c] - x[c] > y[c] - centre[c] ? 1 : 0;
    }
  }

  @Override
  void addWithin(int row, int[] start, int keep, double[] sum) {
    double[] x = values[row];
    for (int c = 0; c < WIDTH; c++) {
      if (row >= start[c] && row < start[c] + keep) {
        sum[c] += x[c];
      }
    }
  }

  @Override
  void setSquaredDeviation(int row, double[] centre, double[] squares) {
    double[] x = values[row];
    for (int c = 0; c < WIDTH; c++) {
      double deviation = x[c] - centre[c];
      squares[c] = deviation * deviation;
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
  double squaredDistance(Block[] group, int i, int j) {
    Arrays.fill(lanes, 0);
    for (Block block : group) {
      addSquaredDifferences(row(block, i), row(block, j), lanes);
    }
    return Math.min(sum(lanes), Double.MAX_VALUE);
  }

  @Override
  double dot(Block[] group, int i, int j) {
    Arrays.fill(lanes, 0);
    for (Block block : group) {
      addProducts(row(block, i), row(block, j), lanes);
    }
    return sum(lanes);
  }

  private static double[] row(Block block, int i) {
    return ((DoubleBlock) block).values[i];
  }

  private static void addSquaredDifferences(double[] x, double[] y, double[] lanes) {
    for (int c = 0; c < WIDTH; c++) {
      double difference = x[c] - y[c];
      lanes[c] += difference * difference;
    }
  }

  private static void addProducts(double[] x, double[] y, double[] lanes) {
    for (int c = 0; c < WIDTH; c++) {
      lanes[c] += x[c] * y[c];
    }
  }

  private static double sum(double[] lanes) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int c = 0; c < WIDTH; c += 8) {
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
