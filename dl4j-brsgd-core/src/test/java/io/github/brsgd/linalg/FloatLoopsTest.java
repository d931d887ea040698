package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  private MemoryLoops overMemory() {
    assumeTrue(Runtime.version().feature() < 19, "vectors of later Java have other loads");
    return VectorModule.chooseOverMemory(vectors).orElseThrow();
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

  /** Rows off the heap, that begin at an odd place as rows of a matrix do. */
  private static ByteBuffer[] memory(float[][] rows) {
    return Arrays.stream(rows)
        .map(
            row -> {
              ByteBuffer all =
                  ByteBuffer.allocateDirect((row.length + 3) * Float.BYTES)
                      .order(ByteOrder.nativeOrder());
              all.asFloatBuffer().put(3, row);
              return all.slice(3 * Float.BYTES, row.length * Float.BYTES)
                  .order(ByteOrder.nativeOrder());
            })
        .toArray(ByteBuffer[]::new);
  }

  private static float[][] columns(float[][] rows, int from, int width) {
    return Arrays.stream(rows)
        .map(row -> Arrays.copyOfRange(row, from, from + width))
        .toArray(float[][]::new);
  }

  @Test
  void sumsOverMemory() {
    MemoryLoops overMemory = overMemory();
    for (int count = 0; count <= ROWS; count++) {
      float[][] rows = rows(count, 4096);
      ByteBuffer[] memory = memory(rows);
      double[] weights = doubles(count);
      for (int width : new int[] {512, 2048, 3072}) {
        int from = 1024;
        float[][] copies = columns(rows, from, width);
        float[] sums = floats(width);
        float[] errors = floats(width);
        float[] otherSums = sums.clone();
        float[] otherErrors = errors.clone();
        plain.addWithErrors(copies, 0, count, sums, errors, width);
        plain.addProductsWithErrors(copies, weights, sums, errors, width);
        overMemory.addWithErrors(memory, from, otherSums, otherErrors, width);
        overMemory.addProductsWithErrors(memory, weights, from, otherSums, otherErrors, width);
        assertThat(otherSums).isEqualTo(sums);
        assertThat(otherErrors).isEqualTo(errors);
      }
    }
  }

  @Test
  void squaredDifferencesOverMemory() {
    float[][] rows = rows(Block.FOUR, 4096);
    float[] point = floats(Block.GROUP * Block.WIDTH);
    MemoryLoops overMemory = overMemory();
    for (int count = 1; count <= Block.FOUR; count++) {
      float[][] lanes = rows(Block.FOUR, Block.WIDTH);
      ByteBuffer[] memory = Arrays.copyOf(memory(rows), count);
      overMemory.setSquaredDifferences(memory, 2048, point, lanes);
      for (int i = 0; i < count; i++) {
        for (int c = 0; c < Block.WIDTH; c++) {
          float sum = 0;
          for (int at = c; at < point.length; at += Block.WIDTH) {
            float difference = rows[i][2048 + at] - point[at];
            sum += difference * difference;
          }
          assertThat(lanes[i][c]).isEqualTo(sum);
        }
      }
    }
  }

  private boolean hasOnlyZeros(float[] row) {
    float[] lanes = new float[Block.WIDTH];
    overMemory().addZeros(memory(new float[][] {row})[0], 1024, lanes, 1536);
    float sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum == 0;
  }

  @Test
  void zerosOverMemory() {
    float[] row = floats(4096);
    assertThat(hasOnlyZeros(row)).isTrue();
    for (int c = 1024; c < 1024 + 1536; c++) {
      float value = row[c];
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
        row[c] = bad;
        assertThat(hasOnlyZeros(row)).as("column %d", c).isFalse();
      }
      row[c] = value;
    }
    row[1023] = Float.NaN;
    row[1024 + 1536] = Float.NaN;
    assertThat(hasOnlyZeros(row)).isTrue();
  }

  @Test
  void theyAreChosenUnlessSwitchedOff() {
    assertThat(VectorModule.choose("auto")).hasSameClassAs(vectors);
    assertThat(VectorModule.choose("off")).isInstanceOf(PlainFloatLoops.class);
    assertThat(vectors.another()).hasSameClassAs(vectors);
  }

  @Test
  void plainLoopsReadCopies() {
    assertThat(VectorModule.chooseOverMemory(plain)).isEmpty();
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

  @Test
  void folds() {
    float[] lanes = floats(Block.WIDTH);
    float[] folded = new float[FloatLoops.FOLDED];
    float[] other = new float[FloatLoops.FOLDED];

    plain.fold(lanes, folded);
    vectors.fold(lanes, other);

    assertThat(other).isEqualTo(folded);
  }

  @Test
  void squaredDifferencesOfTwoAndTwo() {
    float[][] x = rows(2 * Block.GROUP, Block.WIDTH);
    float[][] y = rows(2 * Block.GROUP, Block.WIDTH);
    float[][] lanes = new float[Block.FOUR][Block.WIDTH];
    float[][] others = rows(Block.FOUR, Block.WIDTH);

    plain.setSquaredDifferences(x, y, lanes);
    vectors.setSquaredDifferences(x, y, others);

    assertThat(others).isDeepEqualTo(lanes);
    for (int pair = 0; pair < Block.FOUR; pair++) {
      float[] expected = new float[Block.WIDTH];
      for (int block = 0; block < Block.GROUP; block++) {
        for (int c = 0; c < Block.WIDTH; c++) {
          float difference = x[2 * block + pair / 2][c] - y[2 * block + pair % 2][c];
          expected[c] += difference * difference;
        }
      }
      assertThat(lanes[pair]).isEqualTo(expected);
    }
  }
}
