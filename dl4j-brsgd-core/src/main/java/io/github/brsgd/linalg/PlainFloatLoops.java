package io.github.brsgd.linalg;

/** {@link FloatLoops} that the JIT turns into vector code, but for those that convert floats. */
final class PlainFloatLoops implements FloatLoops {

  private static final int WIDTH = Block.WIDTH;

  private static final int FOUR = Block.FOUR;

  private static final double STEEP = 0x1p200;

  private double[][] wide = {};

  @Override
  public FloatLoops another() {
    return new PlainFloatLoops();
  }

  @Override
  public void sort(float[][] rows, SortingNetwork network, int width) {
    if (width == WIDTH) {
      exchangeAll(rows, network, WIDTH);
    } else {
      exchangeAll(rows, network, width);
    }
  }

  private static void exchangeAll(float[][] rows, SortingNetwork network, int width) {
    for (int c = 0; c < network.size(); c++) {
      exchange(rows[network.low(c)], rows[network.high(c)], width);
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
  public void addWithErrors(
      float[][] rows, int from, int to, float[] sums, float[] errors, int width) {
    if (width == WIDTH) {
      addRowsWithErrors(rows, from, to, sums, errors, WIDTH);
    } else {
      addRowsWithErrors(rows, from, to, sums, errors, width);
    }
  }

  private static void addRowsWithErrors(
      float[][] rows, int from, int to, float[] sums, float[] errors, int width) {
    int row = from;
    for (; row + 2 <= to; row += 2) {
      addTwoWithErrors(rows[row], rows[row + 1], sums, errors, width);
    }
    if (row < to) {
      addWithError(rows[row], sums, errors, width);
    }
  }

  /** Two floats hold the sum to 48 bits. */
  private static void addWithError(float[] x, float[] sums, float[] errors, int width) {
    for (int c = 0; c < width; c++) {
      float sum = sums[c];
      float value = x[c];
      float next = sum + value;
      float added = next - sum;
      sums[c] = next;
      errors[c] += (sum - (next - added)) + (value - added);
    }
  }

  /** The same twice, with the same bits; the JIT has no vector code for longer loops. */
  private static void addTwoWithErrors(
      float[] x, float[] y, float[] sums, float[] errors, int width) {
    for (int c = 0; c < width; c++) {
      float sum = sums[c];
      float next = sum + x[c];
      float added = next - sum;
      float error = errors[c] + ((sum - (next - added)) + (x[c] - added));
      float last = next + y[c];
      float more = last - next;
      sums[c] = last;
      errors[c] = error + ((next - (last - more)) + (y[c] - more));
    }
  }

  @Override
  public void addProductsWithErrors(
      float[][] rows, double[] weights, float[] sums, float[] errors, int width) {
    for (int row = 0; row < weights.length; row++) {
      float weight = (float) weights[row];
      float rest = (float) (weights[row] - weight);
      addProductWithError(rows[row], weight, rest, sums, errors, width);
    }
  }

  private static void addProductWithError(
      float[] x, float weight, float rest, float[] sums, float[] errors, int width) {
    for (int c = 0; c < width; c++) {
      float product = weight * x[c];
      float lost = Math.fma(weight, x[c], -product);
      float sum = sums[c];
      float next = sum + product;
      float added = next - sum;
      sums[c] = next;
      errors[c] += ((sum - (next - added)) + (product - added)) + (rest * x[c] + lost);
    }
  }

  @Override
  public void setTotal(float[] sums, float[] errors, double weight, double[] total, int width) {
    for (int c = 0; c < width; c++) {
      total[c] = weight * ((double) sums[c] + errors[c]);
    }
  }

  @Override
  public void addWeighted(float[][] rows, double[] weights, double[] sum, int width) {
    if (width == WIDTH) {
      addRows(rows, weights, sum, WIDTH);
    } else {
      addRows(rows, weights, sum, width);
    }
  }

  private static void addRows(float[][] rows, double[] weights, double[] sum, int width) {
    int row = 0;
    for (; row + FOUR <= weights.length; row += FOUR) {
      addFour(rows, row, weights, sum, width);
    }
    for (; row < weights.length; row++) {
      addRow(rows[row], weights[row], sum, width);
    }
  }

  /** The sum is read and written once for four rows. */
  private static void addFour(
      float[][] rows, int first, double[] weights, double[] sum, int width) {
    float[] x0 = rows[first];
    float[] x1 = rows[first + 1];
    float[] x2 = rows[first + 2];
    float[] x3 = rows[first + 3];
    double w0 = weights[first];
    double w1 = weights[first + 1];
    double w2 = weights[first + 2];
    double w3 = weights[first + 3];
    for (int c = 0; c < width; c++) {
      sum[c] = (((sum[c] + w0 * x0[c]) + w1 * x1[c]) + w2 * x2[c]) + w3 * x3[c];
    }
  }

  @Override
  public void addScaled(float[] x, double weight, double[] sum, int width) {
    if (width == WIDTH) {
      addRow(x, weight, sum, WIDTH);
    } else {
      addRow(x, weight, sum, width);
    }
  }

  private static void addRow(float[] x, double weight, double[] sum, int width) {
    for (int c = 0; c < width; c++) {
      sum[c] += weight * x[c];
    }
  }

  @Override
  public void setSquaredDifferences(float[][] x, float[][] y, float[][] lanes) {
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        setSquaredDifferences(
            x[a],
            y[b],
            x[2 + a],
            y[2 + b],
            x[4 + a],
            y[4 + b],
            x[6 + a],
            y[6 + b],
            lanes[2 * a + b]);
      }
    }
  }

  /** The lanes are written once for four blocks, with the bits of adding block by block. */
  static void setSquaredDifferences(
      float[] x0,
      float[] y0,
      float[] x1,
      float[] y1,
      float[] x2,
      float[] y2,
      float[] x3,
      float[] y3,
      float[] lanes) {
    for (int c = 0; c < WIDTH; c++) {
      float d0 = x0[c] - y0[c];
      float d1 = x1[c] - y1[c];
      float d2 = x2[c] - y2[c];
      float d3 = x3[c] - y3[c];
      lanes[c] = ((d0 * d0 + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  @Override
  public void fold(float[] lanes, float[] folded) {
    foldLanes(lanes, folded);
  }

  /** Independent additions, where those of one lane wait for each other. */
  private static void foldLanes(float[] x, float[] folded) {
    for (int c = 0; c < FOLDED; c++) {
      folded[c] =
          ((x[c] + x[c + FOLDED]) + (x[c + 2 * FOLDED] + x[c + 3 * FOLDED]))
              + ((x[c + 4 * FOLDED] + x[c + 5 * FOLDED]) + (x[c + 6 * FOLDED] + x[c + 7 * FOLDED]));
    }
  }

  /**
   * The values nearest the centre are neighbours in rank, so of the ranks r, r + keep, r + 2 keep,
   * ... exactly one is among them: the nearest of these. That takes neither counts nor branches.
   */
  @Override
  public void setMeanNearest(
      float[][] sorted, int rowCount, int keep, double[] centre, double[] mean, int width) {
    if (wide.length < rowCount || wide[0].length < width) {
      wide = new double[rowCount][width];
    }
    for (int i = 0; i < rowCount; i++) {
      widen(sorted[i], wide[i], width);
    }
    for (int rank = 0; rank < keep; rank++) {
      for (int other = rank + keep; other < rowCount; other += keep) {
        takeNearer(wide[rank], wide[other], centre, width);
      }
      DoubleBlock.add(wide[rank], mean, width);
    }
    for (int c = 0; c < width; c++) {
      mean[c] /= keep;
    }
  }

  static void widen(float[] x, double[] target, int width) {
    for (int c = 0; c < width; c++) {
      target[c] = x[c];
    }
  }

  /**
   * {@code low = high} where {@code centre - low > high - centre}. The JIT has vector code for
   * minima and maxima, not for conditions: a difference of differences of floats, times 2^200, is
   * at least 1 where it is positive, and cut off at 0 and 1 it selects.
   */
  private static void takeNearer(double[] low, double[] high, double[] centre, int width) {
    for (int c = 0; c < width; c++) {
      double gain = (centre[c] - low[c]) - (high[c] - centre[c]);
      double taken = Math.min(1, Math.max(0, gain * STEEP));
      low[c] = taken * high[c] + (1 - taken) * low[c];
    }
  }
}
