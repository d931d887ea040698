package io.github.brsgd.linalg;

import java.util.Arrays;

/**
 * Squared distances and inner products of two rows within a group of blocks of floats. Products are
 * summed in float over the lanes of the blocks; where they leave the range of float they are summed
 * again with all values scaled by a power of two, which is as fast.
 */
final class FloatPairs {

  /** Below this sum, squares of single entries may have been lost to underflow. */
  private static final double SMALLEST = 1e-30;

  /** Brings differences below 1e-15, down to the smallest float, to where squares are in range. */
  private static final float UP = 0x1p90f;

  /** Brings differences of any floats to where the squares of all columns add up in range. */
  private static final float DOWN = 0x1p-75f;

  private final float[] lanes = new float[Block.WIDTH];
  private final float[] folded = new float[FloatLoops.FOLDED];
  private final FloatLoops loops;
  private final float[][] two = new float[2 * Block.GROUP][];
  private final float[][] others = new float[2 * Block.GROUP][];
  private final float[][] lanesOfFour = new float[Block.FOUR][Block.WIDTH];

  FloatPairs(FloatLoops loops) {
    this.loops = loops;
  }

  double squaredDistance(Block[] group, int i, int j, int width) {
    if (group.length == Block.GROUP && width == Block.WIDTH) {
      setSquaredDifferences(group, i, j);
    } else {
      Arrays.fill(lanes, 0, width, 0);
      for (Block block : group) {
        addSquaredDifferences(row(block, i), row(block, j), lanes, width);
      }
    }
    double sum = sum(lanes, width);
    return isInRange(sum) ? sum : again(group, i, j, width, sum);
  }

  /**
   * Squared distances of rows i and i + 1 to rows j and j + 1, with the bits of each alone; false,
   * and nothing is set, where blocks are too few or too short.
   *
   * @param four of i to j and to j + 1, then of i + 1
   */
  boolean setSquaredDistances(Block[] group, int i, int j, int width, double[] four) {
    if (group.length != Block.GROUP || width != Block.WIDTH) {
      return false;
    }
    for (int b = 0; b < Block.GROUP; b++) {
      two[2 * b] = row(group[b], i);
      two[2 * b + 1] = row(group[b], i + 1);
      others[2 * b] = row(group[b], j);
      others[2 * b + 1] = row(group[b], j + 1);
    }
    loops.setSquaredDifferences(two, others, lanesOfFour);
    for (int pair = 0; pair < Block.FOUR; pair++) {
      double sum = sum(lanesOfFour[pair], width);
      four[pair] = isInRange(sum) ? sum : again(group, i + pair / 2, j + pair % 2, width, sum);
    }
    return true;
  }

  /** Whether no square that matters has left the range of float. */
  static boolean isInRange(double sum) {
    return sum > SMALLEST && sum < Float.MAX_VALUE;
  }

  /** The same with scaled values, for a sum that is out of range. */
  private double again(Block[] group, int i, int j, int width, double sum) {
    Arrays.fill(lanes, 0, width, 0);
    boolean small = sum <= SMALLEST;
    for (Block block : group) {
      if (small) {
        addSquaresScaledUp(row(block, i), row(block, j), lanes, width);
      } else {
        addSquaresScaledDown(row(block, i), row(block, j), lanes, width);
      }
    }
    double scale = 1.0 / (small ? UP : DOWN);
    return sum(lanes, width) * scale * scale;
  }

  /** The same of rows in one piece: a group of blocks, or less than a block; the same bits. */
  double squaredDistance(float[] x, float[] y, int width) {
    double sum = squaredDistance(x, y, width, 1);
    if (isInRange(sum)) {
      return sum;
    }
    float scale = sum <= SMALLEST ? UP : DOWN;
    double inverse = 1.0 / scale;
    return squaredDistance(x, y, width, scale) * inverse * inverse;
  }

  private double squaredDistance(float[] x, float[] y, int width, float scale) {
    if (width < Block.WIDTH) {
      Arrays.fill(lanes, 0, width, 0);
      if (scale == 1) {
        addSquaredDifferences(x, y, lanes, width);
      } else if (scale == UP) {
        addSquaresScaledUp(x, y, lanes, width);
      } else {
        addSquaresScaledDown(x, y, lanes, width);
      }
      return sum(lanes, width);
    }
    if (scale == 1) {
      setSquaredDifferences(x, y, lanes);
    } else if (scale == UP) {
      setSquaresScaledUp(x, y, lanes);
    } else {
      setSquaresScaledDown(x, y, lanes);
    }
    return sum(lanes, Block.WIDTH);
  }

  double dot(Block[] group, int i, int j, int width) {
    if (group.length == Block.GROUP && width == Block.WIDTH) {
      setProducts(group, i, j);
    } else {
      Arrays.fill(lanes, 0, width, 0);
      for (Block block : group) {
        addProducts(row(block, i), row(block, j), lanes, width);
      }
    }
    double sum = sum(lanes, width);
    if (Math.abs(sum) > SMALLEST && Math.abs(sum) < Float.MAX_VALUE) {
      return sum;
    }
    // Rows at their centre are ordinary: columns that never change, equal rows.
    return Block.isZero(group, i) || Block.isZero(group, j) ? 0 : exactDot(group, i, j);
  }

  private static double exactDot(Block[] group, int i, int j) {
    double sum = 0;
    for (Block block : group) {
      sum += exactDot(row(block, i), row(block, j), block.width());
    }
    return sum;
  }

  private static float[] row(Block block, int i) {
    return FloatBlock.row(block, i);
  }

  private void setSquaredDifferences(Block[] group, int i, int j) {
    PlainFloatLoops.setSquaredDifferences(
        row(group[0], i),
        row(group[0], j),
        row(group[1], i),
        row(group[1], j),
        row(group[2], i),
        row(group[2], j),
        row(group[3], i),
        row(group[3], j),
        lanes);
  }

  private static void setSquaredDifferences(float[] x, float[] y, float[] lanes) {
    for (int c = 0; c < Block.WIDTH; c++) {
      float d0 = x[c] - y[c];
      float d1 = x[c + Block.WIDTH] - y[c + Block.WIDTH];
      float d2 = x[c + 2 * Block.WIDTH] - y[c + 2 * Block.WIDTH];
      float d3 = x[c + 3 * Block.WIDTH] - y[c + 3 * Block.WIDTH];
      lanes[c] = ((d0 * d0 + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  private static void setSquaresScaledUp(float[] x, float[] y, float[] lanes) {
    for (int c = 0; c < Block.WIDTH; c++) {
      float d0 = (x[c] - y[c]) * UP;
      float d1 = (x[c + Block.WIDTH] - y[c + Block.WIDTH]) * UP;
      float d2 = (x[c + 2 * Block.WIDTH] - y[c + 2 * Block.WIDTH]) * UP;
      float d3 = (x[c + 3 * Block.WIDTH] - y[c + 3 * Block.WIDTH]) * UP;
      lanes[c] = ((d0 * d0 + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  private static void setSquaresScaledDown(float[] x, float[] y, float[] lanes) {
    for (int c = 0; c < Block.WIDTH; c++) {
      float d0 = x[c] * DOWN - y[c] * DOWN;
      float d1 = x[c + Block.WIDTH] * DOWN - y[c + Block.WIDTH] * DOWN;
      float d2 = x[c + 2 * Block.WIDTH] * DOWN - y[c + 2 * Block.WIDTH] * DOWN;
      float d3 = x[c + 3 * Block.WIDTH] * DOWN - y[c + 3 * Block.WIDTH] * DOWN;
      lanes[c] = ((d0 * d0 + d1 * d1) + d2 * d2) + d3 * d3;
    }
  }

  private void setProducts(Block[] group, int i, int j) {
    setProducts(
        row(group[0], i),
        row(group[0], j),
        row(group[1], i),
        row(group[1], j),
        row(group[2], i),
        row(group[2], j),
        row(group[3], i),
        row(group[3], j),
        lanes);
  }

  private static void setProducts(
      float[] x0,
      float[] y0,
      float[] x1,
      float[] y1,
      float[] x2,
      float[] y2,
      float[] x3,
      float[] y3,
      float[] lanes) {
    for (int c = 0; c < Block.WIDTH; c++) {
      lanes[c] = ((x0[c] * y0[c] + x1[c] * y1[c]) + x2[c] * y2[c]) + x3[c] * y3[c];
    }
  }

  private static void addSquaredDifferences(float[] x, float[] y, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      float difference = x[c] - y[c];
      lanes[c] += difference * difference;
    }
  }

  private static void addSquaresScaledUp(float[] x, float[] y, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      float difference = (x[c] - y[c]) * UP;
      lanes[c] += difference * difference;
    }
  }

  /** Scaled first, for the difference may leave the range of float. */
  private static void addSquaresScaledDown(float[] x, float[] y, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      float difference = x[c] * DOWN - y[c] * DOWN;
      lanes[c] += difference * difference;
    }
  }

  private static void addProducts(float[] x, float[] y, float[] lanes, int width) {
    for (int c = 0; c < width; c++) {
      lanes[c] += x[c] * y[c];
    }
  }

  /** The sum of the first terms; all of a block's width are added in vectors first. */
  double sum(float[] terms, int width) {
    if (width < Block.WIDTH) {
      return sumOfLanes(terms, width);
    }
    loops.fold(terms, folded);
    return sumOfLanes(folded, FloatLoops.FOLDED);
  }

  private static double sumOfLanes(float[] lanes, int width) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int c = 0; c < width; c += Block.LANES) {
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

  private static double exactDot(float[] x, float[] y, int width) {
    double sum = 0;
    for (int c = 0; c < width; c++) {
      sum += (double) x[c] * y[c];
    }
    return sum;
  }
}
