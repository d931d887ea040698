package io.github.brsgd.linalg;

/**
 * The loops over columns of floats that take most of the time. {@link VectorModule} chooses who
 * runs them; the results have the same bits, and only the speed differs.
 *
 * <p>A width is whole {@link Block#LANES}; all rows and sums have room for it. Values are finite
 * where nothing else is said. One thread at a time, for implementations have scratch memory.
 */
interface FloatLoops {

  /** Lanes that are left of a block's after adding eight to one. */
  int FOLDED = Block.WIDTH / 8;

  /** The same with scratch memory of their own. */
  FloatLoops another();

  /**
   * Sorts each column as far as the network goes. Positions whose rank it does not promise hold
   * anything.
   */
  void sort(float[][] rows, SortingNetwork network, int width);

  /**
   * Adds rows {@code from..to-1}, one after the other, to sums in two floats: the rounded sum, and
   * the sum of what rounding took from it. Of values that are not finite, or where a sum leaves the
   * range of float, the second is not finite.
   */
  void addWithErrors(float[][] rows, int from, int to, float[] sums, float[] errors, int width);

  /**
   * The same of the first rows, each times a weight; also adds what rounding took from products.
   */
  void addProductsWithErrors(
      float[][] rows, double[] weights, float[] sums, float[] errors, int width);

  /** {@code total = weight * (sum + error)}. */
  void setTotal(float[] sums, float[] errors, double weight, double[] total, int width);

  /** {@code sum += weights[0] * row_0 + ...}, one after the other. */
  void addWeighted(float[][] rows, double[] weights, double[] sum, int width);

  /** {@code sum += weight * x}. */
  void addScaled(float[] x, double weight, double[] sum, int width);

  /**
   * Squared differences of two rows from two others, summed over a group of blocks, the first block
   * first: {@code lanes[2 a + b][c]} of the c-th columns.
   *
   * @param x for each block in turn the two rows' columns, {@link Block#WIDTH} of them
   * @param y the two others'
   */
  void setSquaredDifferences(float[][] x, float[][] y, float[][] lanes);

  /**
   * Adds lanes c, c + {@link #FOLDED}, ... of a block's width, two by two, to {@code folded[c]}.
   */
  void fold(float[] lanes, float[] folded);

  /**
   * The mean of the {@code keep} values nearest a centre in each column; of two equally near the
   * smaller comes first.
   *
   * @param mean zeros, to be set
   */
  void setMeanNearest(
      float[][] sorted, int rowCount, int keep, double[] centre, double[] mean, int width);
}
