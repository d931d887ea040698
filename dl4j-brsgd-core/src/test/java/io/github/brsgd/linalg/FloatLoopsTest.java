package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops in vectors give the bits of plain ones. */
class FloatLoopsTest {

  private static final float[] AWKWARD = {
    0,
    -0f,
    1,
    -1,
    Math.nextUp(1f),
    Math.nextDown(1f),
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1e-30f,
    1e30f,
    -1e30f,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
  };

  private static final int ROWS = 13;

  private final SplittableRandom random = new SplittableRandom(1);
  private final FloatLoops plain = new PlainFloatLoops();
  private FloatLoops vectors;

  @BeforeEach
  void loadVectors() throws ReflectiveOperationException {
    assumeTrue(
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(),
        "started without --add-modules jdk.incubator.vector");
    // By name, as it is loaded; a failure is none of a choice.
    Class<?> type = Class.forName("io.github.brsgd.linalg.VectorFloatLoops");
    vectors = (FloatLoops) type.getDeclaredMethod("create").invoke(null);
    assumeTrue(type.isInstance(vectors), "this processor has no vectors of 256 bits");
  }

  private float[] floats(int width) {
    float[] values = new float[width];
    for (int c = 0; c < width; c++) {
      values[c] =
          random.nextInt(3) == 0
              ? AWKWARD[random.nextInt(AWKWARD.length)]
              : (float) (random.nextDouble() - 0.5);
    }
    return values;
  }

  private float[][] rows(int count, int width) {
    float[][] rows = new float[count][];
    Arrays.setAll(rows, i -> floats(width));
    return rows;
  }

  private double[] doubles(int count) {
    return random.doubles(count, -1, 1).toArray();
  }

  private static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  @Test
  void theyAreChosenUnlessSwitchedOff() {
    assertThat(VectorModule.choose("auto")).hasSameClassAs(vectors);
    assertThat(VectorModule.choose("off")).isInstanceOf(PlainFloatLoops.class);
    assertThat(vectors.another()).hasSameClassAs(vectors);
  }

  @Test
  void anotherChoiceIsRefused() {
    assertThatThrownBy(() -> VectorModule.choose("on"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("brsgd.vector: need auto or off, got on");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 504, 512, 4096})
  void sort(int width) {
    for (int m : new int[] {1, 2, 3, 8, 25, 40}) {
      for (int cut : new int[] {0, (m - 1) / 3, (m - 1) / 2}) {
        SortingNetwork network = SortingNetwork.forRanks(m, cut, m - 1 - cut);
        float[][] one = rows(m, width);
        float[][] other = copy(one);
        plain.sort(one, network, width);
        vectors.sort(other, network, width);
        for (int rank = cut; rank < m - cut; rank++) {
          assertThat(other[rank]).as("rank %d of %d", rank, m).isEqualTo(one[rank]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 504, 512, 4096})
  void sumsWithErrors(int width) {
    float[][] rows = rows(ROWS, width);
    for (int to = 0; to <= ROWS; to++) {
      float[] sums = floats(width);
      float[] errors = floats(width);
      float[] otherSums = sums.clone();
      float[] otherErrors = errors.clone();
      double[] weights = doubles(to);
      plain.addWithErrors(rows, to / 3, to, sums, errors, width);
      plain.addProductsWithErrors(rows, weights, sums, errors, width);
      vectors.addWithErrors(rows, to / 3, to, otherSums, otherErrors, width);
      vectors.addProductsWithErrors(rows, weights, otherSums, otherErrors, width);
      assertThat(otherSums).isEqualTo(sums);
      assertThat(otherErrors).isEqualTo(errors);
      double[] total = new double[width];
      double[] otherTotal = new double[width];
      plain.setTotal(sums, errors, 0.3, total, width);
      vectors.setTotal(sums, errors, 0.3, otherTotal, width);
      assertThat(otherTotal).isEqualTo(total);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 504, 512, 4096})
  void sumsOfDoubles(int width) {
    float[][] rows = rows(ROWS, width);
    rows[3][5] = Float.NaN;
    rows[4][6] = Float.POSITIVE_INFINITY;
    for (int count = 0; count <= ROWS; count++) {
      double[] sum = doubles(width);
      double[] other = sum.clone();
      double[] weights = doubles(count);
      plain.addWeighted(rows, weights, sum, width);
      plain.addScaled(rows[count % ROWS], 0.7, sum, width);
      vectors.addWeighted(rows, weights, other, width);
      vectors.addScaled(rows[count % ROWS], 0.7, other, width);
      assertThat(other).isEqualTo(sum);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 504, 512})
  void meansOfTheNearest(int width) {
    for (int m : new int[] {1, 2, 5, ROWS}) {
      float[][] rows = rows(m, width);
      plain.sort(rows, SortingNetwork.forRanks(m, 0, m - 1), width);
      for (int keep = 1; keep <= m; keep++) {
        double[] centre = new double[width];
        plain.addScaled(rows[m / 2], 0.5, centre, width);
        plain.addScaled(rows[(m - 1) / 2], 0.5, centre, width);
        double[] mean = new double[width];
        double[] other = new double[width];
        plain.setMeanNearest(rows, m, keep, centre, mean, width);
        vectors.setMeanNearest(rows, m, keep, centre, other, width);
        assertThat(other).as("%d of %d", keep, m).isEqualTo(mean);
      }
    }
  }
}
