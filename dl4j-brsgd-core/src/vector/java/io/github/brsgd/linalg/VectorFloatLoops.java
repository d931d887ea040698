package io.github.brsgd.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatLoops} in vectors as wide as the processor's: sums stay in registers for some rows,
 * floats become doubles a vector at a time, and sorting compares integers, among which there is no
 * NaN to tell apart. Rows shorter than a block are left to plain loops.
 *
 * <p>Vectors are only fast where the JIT keeps them in registers, that is where nothing takes or
 * returns one that is not inlined. Methods of the module always are; ours are not in methods of
 * more than some forty operations, so none of ours takes or returns a vector. All vectors of floats
 * are of one length, doubles made of halves of them: the module's methods are shared by all loops,
 * and once they have met a second type of vector the JIT asks for the type in each of them.
 */
final class VectorFloatLoops implements FloatLoops {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
  private static final int HALF_LENGTH = DOUBLES.length();

  /** Columns that are sorted at a time: vectors side by side, of which none waits for another. */
  private static final int STRIP = 4 * LENGTH;

  private static final VectorOperators.Conversion<Float, Double> F2D = VectorOperators.F2D;

  private static final int FOUR = Block.FOUR;

  /** Floats in a vector of a processor that has 32 registers for vectors. */
  private static final int MANY = 16;

  private final FloatLoops plain = new PlainFloatLoops();
  private int[] keys = {};

  private VectorFloatLoops() {}

  /** Called by name: who chooses these loops is compiled without them. */
  static FloatLoops create() {
    boolean wide = LENGTH >= Block.LANES && Block.WIDTH % STRIP == 0;
    return wide ? new VectorFloatLoops() : new PlainFloatLoops();
  }

  @Override
  public FloatLoops another() {
    return new VectorFloatLoops();
  }

  private static boolean isShort(int width) {
    return width % Block.WIDTH != 0;
  }

  @Override
  public void sort(float[][] rows, SortingNetwork network, int width) {
    if (isShort(width)) {
      plain.sort(rows, network, width);
      return;
    }
    if (keys.length < network.inputs() * STRIP) {
      keys = new int[network.inputs() * STRIP];
    }
    for (int from = 0; from < width; from += STRIP) {
      sortStrip(rows, network, from, keys);
    }
  }

  /**
   * A value's key has its bits, all of them but the sign flipped where it is negative: integers in
   * the order of the floats, -0 before 0. Flipping twice gives the value.
   */
  private static void sortStrip(float[][] rows, SortingNetwork network, int from, int[] keys) {
    int inputs = network.inputs();
    for (int i = 0; i < inputs; i++) {
      float[] x = rows[i];
      for (int c = 0; c < STRIP; c += LENGTH) {
        IntVector bits = FloatVector.fromArray(FLOATS, x, from + c).reinterpretAsInts();
        IntVector sign = bits.lanewise(VectorOperators.ASHR, 31);
        IntVector flips = sign.lanewise(VectorOperators.LSHR, 1);
        bits.lanewise(VectorOperators.XOR, flips).intoArray(keys, i * STRIP + c);
      }
    }
    for (int c = 0; c < network.size(); c++) {
      int low0 = network.low(c) * STRIP;
      int low1 = low0 + LENGTH;
      int low2 = low1 + LENGTH;
      int low3 = low2 + LENGTH;
      int high0 = network.high(c) * STRIP;
      int high1 = high0 + LENGTH;
      int high2 = high1 + LENGTH;
      int high3 = high2 + LENGTH;
      IntVector a0 = IntVector.fromArray(INTS, keys, low0);
      IntVector b0 = IntVector.fromArray(INTS, keys, high0);
      IntVector a1 = IntVector.fromArray(INTS, keys, low1);
      IntVector b1 = IntVector.fromArray(INTS, keys, high1);
      IntVector a2 = IntVector.fromArray(INTS, keys, low2);
      IntVector b2 = IntVector.fromArray(INTS, keys, high2);
      IntVector a3 = IntVector.fromArray(INTS, keys, low3);
      IntVector b3 = IntVector.fromArray(INTS, keys, high3);
      a0.min(b0).intoArray(keys, low0);
      a0.max(b0).intoArray(keys, high0);
      a1.min(b1).intoArray(keys, low1);
      a1.max(b1).intoArray(keys, high1);
      a2.min(b2).intoArray(keys, low2);
      a2.max(b2).intoArray(keys, high2);
      a3.min(b3).intoArray(keys, low3);
      a3.max(b3).intoArray(keys, high3);
    }
    for (int i = network.first(); i <= network.last(); i++) {
      float[] x = rows[i];
      for (int c = 0; c < STRIP; c += LENGTH) {
        IntVector key = IntVector.fromArray(INTS, keys, i * STRIP + c);
        IntVector sign = key.lanewise(VectorOperators.ASHR, 31);
        IntVector flips = sign.lanewise(VectorOperators.LSHR, 1);
        IntVector bits = key.lanewise(VectorOperators.XOR, flips);
        bits.reinterpretAsFloats().intoArray(x, from + c);
      }
    }
  }

  @Override
  public void addWithErrors(
      float[][] rows, int from, int to, float[] sums, float[] errors, int width) {
    int row = from;
    if (!isShort(width)) {
      for (; row + FOUR <= to; row += FOUR) {
        addFourWithErrors(rows, row, sums, errors, width);
      }
    }
    plain.addWithErrors(rows, row, to, sums, errors, width);
  }

  private static void addFourWithErrors(
      float[][] rows, int row, float[] sums, float[] errors, int width) {
    float[] x0 = rows[row];
    float[] x1 = rows[row + 1];
    float[] x2 = rows[row + 2];
    float[] x3 = rows[row + 3];
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector error = FloatVector.fromArray(FLOATS, errors, c);
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector y0 = FloatVector.fromArray(FLOATS, x0, c);
      FloatVector sum0 = sum.add(y0);
      FloatVector added0 = sum0.sub(sum);
      FloatVector lost0 = sum.sub(sum0.sub(added0));
      FloatVector more0 = y0.sub(added0);
      error = error.add(lost0.add(more0));
      FloatVector y1 = FloatVector.fromArray(FLOATS, x1, c);
      FloatVector sum1 = sum0.add(y1);
      FloatVector added1 = sum1.sub(sum0);
      FloatVector lost1 = sum0.sub(sum1.sub(added1));
      FloatVector more1 = y1.sub(added1);
      error = error.add(lost1.add(more1));
      FloatVector y2 = FloatVector.fromArray(FLOATS, x2, c);
      FloatVector sum2 = sum1.add(y2);
      FloatVector added2 = sum2.sub(sum1);
      FloatVector lost2 = sum1.sub(sum2.sub(added2));
      FloatVector more2 = y2.sub(added2);
      error = error.add(lost2.add(more2));
      FloatVector y3 = FloatVector.fromArray(FLOATS, x3, c);
      FloatVector sum3 = sum2.add(y3);
      FloatVector added3 = sum3.sub(sum2);
      FloatVector lost3 = sum2.sub(sum3.sub(added3));
      FloatVector more3 = y3.sub(added3);
      error.add(lost3.add(more3)).intoArray(errors, c);
      sum3.intoArray(sums, c);
    }
  }

  @Override
  public void addProductsWithErrors(
      float[][] rows, double[] weights, float[] sums, float[] errors, int width) {
    if (isShort(width)) {
      plain.addProductsWithErrors(rows, weights, sums, errors, width);
      return;
    }
    for (int row = 0; row < weights.length; row++) {
      float weight = (float) weights[row];
      addProductWithError(rows[row], weight, (float) (weights[row] - weight), sums, errors, width);
    }
  }

  private static void addProductWithError(
      float[] values, float weight, float rest, float[] sums, float[] errors, int width) {
    FloatVector factor = FloatVector.broadcast(FLOATS, weight);
    FloatVector small = FloatVector.broadcast(FLOATS, rest);
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, values, c);
      FloatVector product = factor.mul(x);
      FloatVector more = small.mul(x).add(factor.fma(x, product.neg()));
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector next = sum.add(product);
      FloatVector added = next.sub(sum);
      FloatVector lost = sum.sub(next.sub(added)).add(product.sub(added)).add(more);
      FloatVector error = FloatVector.fromArray(FLOATS, errors, c).add(lost);
      next.intoArray(sums, c);
      error.intoArray(errors, c);
    }
  }

  @Override
  public void setTotal(float[] sums, float[] errors, double weight, double[] total, int width) {
    if (isShort(width)) {
      plain.setTotal(sums, errors, weight, total, width);
      return;
    }
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, weight);
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector error = FloatVector.fromArray(FLOATS, errors, c);
      DoubleVector sum0 = (DoubleVector) sum.convertShape(F2D, DOUBLES, 0);
      DoubleVector sum1 = (DoubleVector) sum.convertShape(F2D, DOUBLES, 1);
      DoubleVector error0 = (DoubleVector) error.convertShape(F2D, DOUBLES, 0);
      DoubleVector error1 = (DoubleVector) error.convertShape(F2D, DOUBLES, 1);
      factor.mul(sum0.add(error0)).intoArray(total, c);
      factor.mul(sum1.add(error1)).intoArray(total, c + HALF_LENGTH);
    }
  }

  @Override
  public void addWeighted(float[][] rows, double[] weights, double[] sum, int width) {
    if (isShort(width)) {
      plain.addWeighted(rows, weights, sum, width);
      return;
    }
    int row = 0;
    for (; row + FOUR <= weights.length; row += FOUR) {
      addFour(rows, row, weights, sum, width);
    }
    for (; row < weights.length; row++) {
      addRow(rows[row], weights[row], sum, width);
    }
  }

  private static void addFour(
      float[][] rows, int first, double[] weights, double[] sum, int width) {
    float[] x0 = rows[first];
    float[] x1 = rows[first + 1];
    float[] x2 = rows[first + 2];
    float[] x3 = rows[first + 3];
    DoubleVector w0 = DoubleVector.broadcast(DOUBLES, weights[first]);
    DoubleVector w1 = DoubleVector.broadcast(DOUBLES, weights[first + 1]);
    DoubleVector w2 = DoubleVector.broadcast(DOUBLES, weights[first + 2]);
    DoubleVector w3 = DoubleVector.broadcast(DOUBLES, weights[first + 3]);
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector y0 = FloatVector.fromArray(FLOATS, x0, c);
      FloatVector y1 = FloatVector.fromArray(FLOATS, x1, c);
      FloatVector y2 = FloatVector.fromArray(FLOATS, x2, c);
      FloatVector y3 = FloatVector.fromArray(FLOATS, x3, c);
      DoubleVector low = DoubleVector.fromArray(DOUBLES, sum, c);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, sum, c + HALF_LENGTH);
      low = low.add(w0.mul(y0.convertShape(F2D, DOUBLES, 0)));
      high = high.add(w0.mul(y0.convertShape(F2D, DOUBLES, 1)));
      low = low.add(w1.mul(y1.convertShape(F2D, DOUBLES, 0)));
      high = high.add(w1.mul(y1.convertShape(F2D, DOUBLES, 1)));
      low = low.add(w2.mul(y2.convertShape(F2D, DOUBLES, 0)));
      high = high.add(w2.mul(y2.convertShape(F2D, DOUBLES, 1)));
      low.add(w3.mul(y3.convertShape(F2D, DOUBLES, 0))).intoArray(sum, c);
      high.add(w3.mul(y3.convertShape(F2D, DOUBLES, 1))).intoArray(sum, c + HALF_LENGTH);
    }
  }

  @Override
  public void addScaled(float[] x, double weight, double[] sum, int width) {
    if (isShort(width)) {
      plain.addScaled(x, weight, sum, width);
    } else {
      addRow(x, weight, sum, width);
    }
  }

  private static void addRow(float[] x, double weight, double[] sum, int width) {
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, weight);
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector y = FloatVector.fromArray(FLOATS, x, c);
      DoubleVector low = DoubleVector.fromArray(DOUBLES, sum, c);
      DoubleVector high = DoubleVector.fromArray(DOUBLES, sum, c + HALF_LENGTH);
      low.add(factor.mul(y.convertShape(F2D, DOUBLES, 0))).intoArray(sum, c);
      high.add(factor.mul(y.convertShape(F2D, DOUBLES, 1))).intoArray(sum, c + HALF_LENGTH);
    }
  }

  @Override
  public void setSquaredDifferences(float[][] x, float[][] y, float[][] lanes) {
    if (LENGTH < MANY) {
      plain.setSquaredDifferences(x, y, lanes);
    } else {
      setTwoByTwo(x, y, lanes);
    }
  }

  /** Each vector that is loaded serves twice, and there are registers for all of them. */
  private static void setTwoByTwo(float[][] x, float[][] y, float[][] lanes) {
    float[] x00 = x[0];
    float[] x01 = x[1];
    float[] x10 = x[2];
    float[] x11 = x[3];
    float[] x20 = x[4];
    float[] x21 = x[5];
    float[] x30 = x[6];
    float[] x31 = x[7];
    float[] y00 = y[0];
    float[] y01 = y[1];
    float[] y10 = y[2];
    float[] y11 = y[3];
    float[] y20 = y[4];
    float[] y21 = y[5];
    float[] y30 = y[6];
    float[] y31 = y[7];
    float[] lanes00 = lanes[0];
    float[] lanes01 = lanes[1];
    float[] lanes10 = lanes[2];
    float[] lanes11 = lanes[3];
    for (int c = 0; c < Block.WIDTH; c += LENGTH) {
      FloatVector p00 = FloatVector.fromArray(FLOATS, x00, c);
      FloatVector p01 = FloatVector.fromArray(FLOATS, x01, c);
      FloatVector q00 = FloatVector.fromArray(FLOATS, y00, c);
      FloatVector q01 = FloatVector.fromArray(FLOATS, y01, c);
      FloatVector d000 = p00.sub(q00);
      FloatVector sum00 = d000.mul(d000);
      FloatVector d001 = p00.sub(q01);
      FloatVector sum01 = d001.mul(d001);
      FloatVector d010 = p01.sub(q00);
      FloatVector sum10 = d010.mul(d010);
      FloatVector d011 = p01.sub(q01);
      FloatVector sum11 = d011.mul(d011);
      FloatVector p10 = FloatVector.fromArray(FLOATS, x10, c);
      FloatVector p11 = FloatVector.fromArray(FLOATS, x11, c);
      FloatVector q10 = FloatVector.fromArray(FLOATS, y10, c);
      FloatVector q11 = FloatVector.fromArray(FLOATS, y11, c);
      FloatVector d100 = p10.sub(q10);
      sum00 = sum00.add(d100.mul(d100));
      FloatVector d101 = p10.sub(q11);
      sum01 = sum01.add(d101.mul(d101));
      FloatVector d110 = p11.sub(q10);
      sum10 = sum10.add(d110.mul(d110));
      FloatVector d111 = p11.sub(q11);
      sum11 = sum11.add(d111.mul(d111));
      FloatVector p20 = FloatVector.fromArray(FLOATS, x20, c);
      FloatVector p21 = FloatVector.fromArray(FLOATS, x21, c);
      FloatVector q20 = FloatVector.fromArray(FLOATS, y20, c);
      FloatVector q21 = FloatVector.fromArray(FLOATS, y21, c);
      FloatVector d200 = p20.sub(q20);
      sum00 = sum00.add(d200.mul(d200));
      FloatVector d201 = p20.sub(q21);
      sum01 = sum01.add(d201.mul(d201));
      FloatVector d210 = p21.sub(q20);
      sum10 = sum10.add(d210.mul(d210));
      FloatVector d211 = p21.sub(q21);
      sum11 = sum11.add(d211.mul(d211));
      FloatVector p30 = FloatVector.fromArray(FLOATS, x30, c);
      FloatVector p31 = FloatVector.fromArray(FLOATS, x31, c);
      FloatVector q30 = FloatVector.fromArray(FLOATS, y30, c);
      FloatVector q31 = FloatVector.fromArray(FLOATS, y31, c);
      FloatVector d300 = p30.sub(q30);
      sum00 = sum00.add(d300.mul(d300));
      FloatVector d301 = p30.sub(q31);
      sum01 = sum01.add(d301.mul(d301));
      FloatVector d310 = p31.sub(q30);
      sum10 = sum10.add(d310.mul(d310));
      FloatVector d311 = p31.sub(q31);
      sum11 = sum11.add(d311.mul(d311));
      sum00.intoArray(lanes00, c);
      sum01.intoArray(lanes01, c);
      sum10.intoArray(lanes10, c);
      sum11.intoArray(lanes11, c);
    }
  }

  /** In the vectors in which lanes are written, which plain loops would straddle. */
  @Override
  public void fold(float[] lanes, float[] folded) {
    for (int c = 0; c < FOLDED; c += LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, lanes, c);
      FloatVector x1 = FloatVector.fromArray(FLOATS, lanes, c + FOLDED);
      FloatVector x2 = FloatVector.fromArray(FLOATS, lanes, c + 2 * FOLDED);
      FloatVector x3 = FloatVector.fromArray(FLOATS, lanes, c + 3 * FOLDED);
      FloatVector x4 = FloatVector.fromArray(FLOATS, lanes, c + 4 * FOLDED);
      FloatVector x5 = FloatVector.fromArray(FLOATS, lanes, c + 5 * FOLDED);
      FloatVector x6 = FloatVector.fromArray(FLOATS, lanes, c + 6 * FOLDED);
      FloatVector x7 = FloatVector.fromArray(FLOATS, lanes, c + 7 * FOLDED);
      FloatVector low = x0.add(x1).add(x2.add(x3));
      FloatVector high = x4.add(x5).add(x6.add(x7));
      low.add(high).intoArray(folded, c);
    }
  }

  /** As the plain loops: of the ranks r, r + keep, ... exactly one is among the nearest. */
  @Override
  public void setMeanNearest(
      float[][] sorted, int rowCount, int keep, double[] centre, double[] mean, int width) {
    if (isShort(width)) {
      plain.setMeanNearest(sorted, rowCount, keep, centre, mean, width);
      return;
    }
    for (int rank = 0; rank < keep; rank++) {
      addNearest(sorted, rank, rowCount, keep, centre, mean, width);
    }
    for (int c = 0; c < width; c++) {
      mean[c] /= keep;
    }
  }

  private static void addNearest(
      float[][] sorted,
      int rank,
      int rowCount,
      int keep,
      double[] centre,
      double[] sum,
      int width) {
    for (int c = 0; c < width; c += LENGTH) {
      DoubleVector point0 = DoubleVector.fromArray(DOUBLES, centre, c);
      DoubleVector point1 = DoubleVector.fromArray(DOUBLES, centre, c + HALF_LENGTH);
      FloatVector low = FloatVector.fromArray(FLOATS, sorted[rank], c);
      DoubleVector nearest0 = (DoubleVector) low.convertShape(F2D, DOUBLES, 0);
      DoubleVector nearest1 = (DoubleVector) low.convertShape(F2D, DOUBLES, 1);
      for (int other = rank + keep; other < rowCount; other += keep) {
        FloatVector x = FloatVector.fromArray(FLOATS, sorted[other], c);
        DoubleVector high0 = (DoubleVector) x.convertShape(F2D, DOUBLES, 0);
        DoubleVector high1 = (DoubleVector) x.convertShape(F2D, DOUBLES, 1);
        VectorMask<Double> isNearer0 =
            point0.sub(nearest0).compare(VectorOperators.GT, high0.sub(point0));
        VectorMask<Double> isNearer1 =
            point1.sub(nearest1).compare(VectorOperators.GT, high1.sub(point1));
        nearest0 = nearest0.blend(high0, isNearer0);
        nearest1 = nearest1.blend(high1, isNearer1);
      }
      nearest0.add(DoubleVector.fromArray(DOUBLES, sum, c)).intoArray(sum, c);
      nearest1
          .add(DoubleVector.fromArray(DOUBLES, sum, c + HALF_LENGTH))
          .intoArray(sum, c + HALF_LENGTH);
    }
  }
}
