package io.github.brsgd.linalg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MemoryLoops} in vectors, for the JIT has vector code for memory off the heap only where it
 * is asked for by name. Methods are cut as in {@link VectorFloatLoops}, and loops written out for
 * four or eight rows: one row after the other, memory is read at half its speed.
 *
 * <p>For Java 17 and 18, whose vectors are loaded from buffers; later ones compile without this
 * class, and do without it.
 */
final class VectorMemoryLoops implements MemoryLoops {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LENGTH = FLOATS.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();
  private static final int FOUR = Block.FOUR;
  private static final int EIGHT = 8;
  private static final int WIDTH = Block.WIDTH;

  /** Columns of four vectors; those of a block are some of these. */
  private static final int STRIP = 4 * LENGTH;

  private VectorMemoryLoops() {}

  /**
   * Called by name, for the class may not be there.
   *
   * @throws NoSuchMethodError if this Java's vectors cannot be loaded from buffers
   */
  static MemoryLoops create() {
    ByteBuffer probe = ByteBuffer.allocateDirect(LENGTH * Float.BYTES);
    FloatVector.fromByteBuffer(FLOATS, probe, 0, ORDER);
    return new VectorMemoryLoops();
  }

  @Override
  public void addWithErrors(
      ByteBuffer[] rows, int column, float[] sums, float[] errors, int width) {
    int first = column * Float.BYTES;
    int row = 0;
    for (; row + EIGHT <= rows.length; row += EIGHT) {
      addEightWithErrors(rows, row, first, sums, errors, width);
    }
    for (; row + FOUR <= rows.length; row += FOUR) {
      addFourWithErrors(rows, row, first, sums, errors, width);
    }
    for (; row < rows.length; row++) {
      addWithError(rows[row], first, sums, errors, width);
    }
  }

  private static void addEightWithErrors(
      ByteBuffer[] rows, int row, int first, float[] sums, float[] errors, int width) {
    ByteBuffer x0 = rows[row];
    ByteBuffer x1 = rows[row + 1];
    ByteBuffer x2 = rows[row + 2];
    ByteBuffer x3 = rows[row + 3];
    ByteBuffer x4 = rows[row + 4];
    ByteBuffer x5 = rows[row + 5];
    ByteBuffer x6 = rows[row + 6];
    ByteBuffer x7 = rows[row + 7];
    for (int c = 0; c < width; c += LENGTH) {
      int at = first + c * Float.BYTES;
      FloatVector error = FloatVector.fromArray(FLOATS, errors, c);
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector y0 = FloatVector.fromByteBuffer(FLOATS, x0, at, ORDER);
      FloatVector sum0 = sum.add(y0);
      FloatVector added0 = sum0.sub(sum);
      FloatVector lost0 = sum.sub(sum0.sub(added0));
      error = error.add(lost0.add(y0.sub(added0)));
      FloatVector y1 = FloatVector.fromByteBuffer(FLOATS, x1, at, ORDER);
      FloatVector sum1 = sum0.add(y1);
      FloatVector added1 = sum1.sub(sum0);
      FloatVector lost1 = sum0.sub(sum1.sub(added1));
      error = error.add(lost1.add(y1.sub(added1)));
      FloatVector y2 = FloatVector.fromByteBuffer(FLOATS, x2, at, ORDER);
      FloatVector sum2 = sum1.add(y2);
      FloatVector added2 = sum2.sub(sum1);
      FloatVector lost2 = sum1.sub(sum2.sub(added2));
      error = error.add(lost2.add(y2.sub(added2)));
      FloatVector y3 = FloatVector.fromByteBuffer(FLOATS, x3, at, ORDER);
      FloatVector sum3 = sum2.add(y3);
      FloatVector added3 = sum3.sub(sum2);
      FloatVector lost3 = sum2.sub(sum3.sub(added3));
      error = error.add(lost3.add(y3.sub(added3)));
      FloatVector y4 = FloatVector.fromByteBuffer(FLOATS, x4, at, ORDER);
      FloatVector sum4 = sum3.add(y4);
      FloatVector added4 = sum4.sub(sum3);
      FloatVector lost4 = sum3.sub(sum4.sub(added4));
      error = error.add(lost4.add(y4.sub(added4)));
      FloatVector y5 = FloatVector.fromByteBuffer(FLOATS, x5, at, ORDER);
      FloatVector sum5 = sum4.add(y5);
      FloatVector added5 = sum5.sub(sum4);
      FloatVector lost5 = sum4.sub(sum5.sub(added5));
      error = error.add(lost5.add(y5.sub(added5)));
      FloatVector y6 = FloatVector.fromByteBuffer(FLOATS, x6, at, ORDER);
      FloatVector sum6 = sum5.add(y6);
      FloatVector added6 = sum6.sub(sum5);
      FloatVector lost6 = sum5.sub(sum6.sub(added6));
      error = error.add(lost6.add(y6.sub(added6)));
      FloatVector y7 = FloatVector.fromByteBuffer(FLOATS, x7, at, ORDER);
      FloatVector sum7 = sum6.add(y7);
      FloatVector added7 = sum7.sub(sum6);
      FloatVector lost7 = sum6.sub(sum7.sub(added7));
      error.add(lost7.add(y7.sub(added7))).intoArray(errors, c);
      sum7.intoArray(sums, c);
    }
  }

  private static void addFourWithErrors(
      ByteBuffer[] rows, int row, int first, float[] sums, float[] errors, int width) {
    ByteBuffer x0 = rows[row];
    ByteBuffer x1 = rows[row + 1];
    ByteBuffer x2 = rows[row + 2];
    ByteBuffer x3 = rows[row + 3];
    for (int c = 0; c < width; c += LENGTH) {
      int at = first + c * Float.BYTES;
      FloatVector error = FloatVector.fromArray(FLOATS, errors, c);
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector y0 = FloatVector.fromByteBuffer(FLOATS, x0, at, ORDER);
      FloatVector sum0 = sum.add(y0);
      FloatVector added0 = sum0.sub(sum);
      FloatVector lost0 = sum.sub(sum0.sub(added0));
      error = error.add(lost0.add(y0.sub(added0)));
      FloatVector y1 = FloatVector.fromByteBuffer(FLOATS, x1, at, ORDER);
      FloatVector sum1 = sum0.add(y1);
      FloatVector added1 = sum1.sub(sum0);
      FloatVector lost1 = sum0.sub(sum1.sub(added1));
      error = error.add(lost1.add(y1.sub(added1)));
      FloatVector y2 = FloatVector.fromByteBuffer(FLOATS, x2, at, ORDER);
      FloatVector sum2 = sum1.add(y2);
      FloatVector added2 = sum2.sub(sum1);
      FloatVector lost2 = sum1.sub(sum2.sub(added2));
      error = error.add(lost2.add(y2.sub(added2)));
      FloatVector y3 = FloatVector.fromByteBuffer(FLOATS, x3, at, ORDER);
      FloatVector sum3 = sum2.add(y3);
      FloatVector added3 = sum3.sub(sum2);
      FloatVector lost3 = sum2.sub(sum3.sub(added3));
      error.add(lost3.add(y3.sub(added3))).intoArray(errors, c);
      sum3.intoArray(sums, c);
    }
  }

  private static void addWithError(
      ByteBuffer row, int first, float[] sums, float[] errors, int width) {
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector x = FloatVector.fromByteBuffer(FLOATS, row, first + c * Float.BYTES, ORDER);
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector next = sum.add(x);
      FloatVector added = next.sub(sum);
      FloatVector lost = sum.sub(next.sub(added)).add(x.sub(added));
      FloatVector.fromArray(FLOATS, errors, c).add(lost).intoArray(errors, c);
      next.intoArray(sums, c);
    }
  }

  @Override
  public void addProductsWithErrors(
      ByteBuffer[] rows, double[] weights, int column, float[] sums, float[] errors, int width) {
    int first = column * Float.BYTES;
    int row = 0;
    for (; row + FOUR <= weights.length; row += FOUR) {
      addFourProducts(rows, weights, row, first, sums, errors, width);
    }
    for (; row < weights.length; row++) {
      addProduct(rows[row], weights[row], first, sums, errors, width);
    }
  }

  private static void addFourProducts(
      ByteBuffer[] rows,
      double[] weights,
      int row,
      int first,
      float[] sums,
      float[] errors,
      int width) {
    ByteBuffer x0 = rows[row];
    ByteBuffer x1 = rows[row + 1];
    ByteBuffer x2 = rows[row + 2];
    ByteBuffer x3 = rows[row + 3];
    float w0 = (float) weights[row];
    float w1 = (float) weights[row + 1];
    float w2 = (float) weights[row + 2];
    float w3 = (float) weights[row + 3];
    FloatVector factor0 = FloatVector.broadcast(FLOATS, w0);
    FloatVector factor1 = FloatVector.broadcast(FLOATS, w1);
    FloatVector factor2 = FloatVector.broadcast(FLOATS, w2);
    FloatVector factor3 = FloatVector.broadcast(FLOATS, w3);
    FloatVector small0 = FloatVector.broadcast(FLOATS, (float) (weights[row] - w0));
    FloatVector small1 = FloatVector.broadcast(FLOATS, (float) (weights[row + 1] - w1));
    FloatVector small2 = FloatVector.broadcast(FLOATS, (float) (weights[row + 2] - w2));
    FloatVector small3 = FloatVector.broadcast(FLOATS, (float) (weights[row + 3] - w3));
    for (int c = 0; c < width; c += LENGTH) {
      int at = first + c * Float.BYTES;
      FloatVector error = FloatVector.fromArray(FLOATS, errors, c);
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector y0 = FloatVector.fromByteBuffer(FLOATS, x0, at, ORDER);
      FloatVector product0 = factor0.mul(y0);
      FloatVector more0 = small0.mul(y0).add(factor0.fma(y0, product0.neg()));
      FloatVector sum0 = sum.add(product0);
      FloatVector added0 = sum0.sub(sum);
      FloatVector lost0 = sum.sub(sum0.sub(added0)).add(product0.sub(added0));
      error = error.add(lost0.add(more0));
      FloatVector y1 = FloatVector.fromByteBuffer(FLOATS, x1, at, ORDER);
      FloatVector product1 = factor1.mul(y1);
      FloatVector more1 = small1.mul(y1).add(factor1.fma(y1, product1.neg()));
      FloatVector sum1 = sum0.add(product1);
      FloatVector added1 = sum1.sub(sum0);
      FloatVector lost1 = sum0.sub(sum1.sub(added1)).add(product1.sub(added1));
      error = error.add(lost1.add(more1));
      FloatVector y2 = FloatVector.fromByteBuffer(FLOATS, x2, at, ORDER);
      FloatVector product2 = factor2.mul(y2);
      FloatVector more2 = small2.mul(y2).add(factor2.fma(y2, product2.neg()));
      FloatVector sum2 = sum1.add(product2);
      FloatVector added2 = sum2.sub(sum1);
      FloatVector lost2 = sum1.sub(sum2.sub(added2)).add(product2.sub(added2));
      error = error.add(lost2.add(more2));
      FloatVector y3 = FloatVector.fromByteBuffer(FLOATS, x3, at, ORDER);
      FloatVector product3 = factor3.mul(y3);
      FloatVector more3 = small3.mul(y3).add(factor3.fma(y3, product3.neg()));
      FloatVector sum3 = sum2.add(product3);
      FloatVector added3 = sum3.sub(sum2);
      FloatVector lost3 = sum2.sub(sum3.sub(added3)).add(product3.sub(added3));
      error.add(lost3.add(more3)).intoArray(errors, c);
      sum3.intoArray(sums, c);
    }
  }

  private static void addProduct(
      ByteBuffer row, double weight, int first, float[] sums, float[] errors, int width) {
    float rounded = (float) weight;
    FloatVector factor = FloatVector.broadcast(FLOATS, rounded);
    FloatVector small = FloatVector.broadcast(FLOATS, (float) (weight - rounded));
    for (int c = 0; c < width; c += LENGTH) {
      FloatVector x = FloatVector.fromByteBuffer(FLOATS, row, first + c * Float.BYTES, ORDER);
      FloatVector product = factor.mul(x);
      FloatVector more = small.mul(x).add(factor.fma(x, product.neg()));
      FloatVector sum = FloatVector.fromArray(FLOATS, sums, c);
      FloatVector next = sum.add(product);
      FloatVector added = next.sub(sum);
      FloatVector lost = sum.sub(next.sub(added)).add(product.sub(added)).add(more);
      FloatVector.fromArray(FLOATS, errors, c).add(lost).intoArray(errors, c);
      next.intoArray(sums, c);
    }
  }

  @Override
  public void setSquaredDifferences(ByteBuffer[] rows, int column, float[] point, float[][] lanes) {
    int last = rows.length - 1;
    ByteBuffer x1 = rows[Math.min(1, last)];
    ByteBuffer x2 = rows[Math.min(2, last)];
    ByteBuffer x3 = rows[Math.min(3, last)];
    for (float[] lane : lanes) {
      Arrays.fill(lane, 0, WIDTH, 0);
    }
    for (int from = 0; from < Block.GROUP * WIDTH; from += WIDTH) {
      int first = (column + from) * Float.BYTES;
      addSquaredDifferences(rows[0], x1, x2, x3, first, point, from, lanes);
    }
  }

  private static void addSquaredDifferences(
      ByteBuffer x0,
      ByteBuffer x1,
      ByteBuffer x2,
      ByteBuffer x3,
      int first,
      float[] point,
      int from,
      float[][] lanes) {
    float[] lanes0 = lanes[0];
    float[] lanes1 = lanes[1];
    float[] lanes2 = lanes[2];
    float[] lanes3 = lanes[3];
    for (int c = 0; c < WIDTH; c += LENGTH) {
      int at = first + c * Float.BYTES;
      FloatVector y = FloatVector.fromArray(FLOATS, point, from + c);
      FloatVector d0 = FloatVector.fromByteBuffer(FLOATS, x0, at, ORDER).sub(y);
      FloatVector d1 = FloatVector.fromByteBuffer(FLOATS, x1, at, ORDER).sub(y);
      FloatVector d2 = FloatVector.fromByteBuffer(FLOATS, x2, at, ORDER).sub(y);
      FloatVector d3 = FloatVector.fromByteBuffer(FLOATS, x3, at, ORDER).sub(y);
      FloatVector.fromArray(FLOATS, lanes0, c).add(d0.mul(d0)).intoArray(lanes0, c);
      FloatVector.fromArray(FLOATS, lanes1, c).add(d1.mul(d1)).intoArray(lanes1, c);
      FloatVector.fromArray(FLOATS, lanes2, c).add(d2.mul(d2)).intoArray(lanes2, c);
      FloatVector.fromArray(FLOATS, lanes3, c).add(d3.mul(d3)).intoArray(lanes3, c);
    }
  }

  @Override
  public void addZeros(ByteBuffer row, int column, float[] lanes, int width) {
    int first = column * Float.BYTES;
    // Additions that do not wait for each other.
    FloatVector zero0 = FloatVector.zero(FLOATS);
    FloatVector zero1 = zero0;
    FloatVector zero2 = zero0;
    FloatVector zero3 = zero0;
    for (int c = 0; c < width; c += STRIP) {
      int at = first + c * Float.BYTES;
      zero0 = zero0.add(FloatVector.fromByteBuffer(FLOATS, row, at, ORDER).mul(0f));
      at += LENGTH * Float.BYTES;
      zero1 = zero1.add(FloatVector.fromByteBuffer(FLOATS, row, at, ORDER).mul(0f));
      at += LENGTH * Float.BYTES;
      zero2 = zero2.add(FloatVector.fromByteBuffer(FLOATS, row, at, ORDER).mul(0f));
      at += LENGTH * Float.BYTES;
      zero3 = zero3.add(FloatVector.fromByteBuffer(FLOATS, row, at, ORDER).mul(0f));
    }
    FloatVector zero = zero0.add(zero1).add(zero2.add(zero3));
    FloatVector.fromArray(FLOATS, lanes, 0).add(zero).intoArray(lanes, 0);
  }
}
