package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.linalg.CoordinateStatistic.MeanAround;
import io.github.brsgd.linalg.CoordinateStatistic.Median;
import io.github.brsgd.linalg.CoordinateStatistic.TrimmedMean;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The values nearest a centre, of columns in which many are equally near, huge or tiny. */
class NearestMeanTest {

  private static final int D = 2000;

  private static final double[] AWKWARD = {
    0,
    -0.0,
    1,
    -1,
    2,
    3,
    Math.nextUp(1f),
    Math.nextDown(1f),
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    1e-30,
    1e30,
    -1e30,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    1e7,
    -1e7
  };

  private static double[][] rows(int m) {
    SplittableRandom random = new SplittableRandom(m);
    double[][] rows = new double[m][D];
    for (double[] row : rows) {
      Arrays.setAll(
          row,
          c -> c % 2 == 0 ? (float) AWKWARD[random.nextInt(AWKWARD.length)] : random.nextInt(5));
    }
    return rows;
  }

  /** The window of neighbours in rank, moved up while what it loses is farther. */
  private static double[] kept(double[][] rows, int column, CoordinateStatistic centre, int keep) {
    double[] sorted = Arrays.stream(rows).mapToDouble(row -> row[column]).sorted().toArray();
    int m = sorted.length;
    int cut = centre instanceof TrimmedMean trimmed ? trimmed.cut() : (m - 1) / 2;
    double point = Arrays.stream(sorted, cut, m - cut).sum() / (m - 2 * cut);
    int start = 0;
    while (start + keep < m && point - sorted[start] > sorted[start + keep] - point) {
      start++;
    }
    return Arrays.copyOfRange(sorted, start, start + keep);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8, 15})
  void isThatOfTheDefinition(int m) {
    double[][] rows = rows(m);
    for (CoordinateStatistic centre :
        new CoordinateStatistic[] {new Median(), new TrimmedMean((m - 1) / 3)}) {
      for (int keep = 1; keep <= m; keep++) {
        for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
          INDArray actual =
              Rows.of(Matrices.array(rows, type)).statistic(new MeanAround(centre, keep));
          for (int c = 0; c < D; c++) {
            double[] kept = kept(rows, c, centre, keep);
            double expected = Arrays.stream(kept).sum() / keep;
            double most = Arrays.stream(kept).map(Math::abs).max().orElseThrow();
            assertThat(actual.getDouble(c))
                .as("%s, keep %d, %s, column %d", centre, keep, type, c)
                .isCloseTo(
                    expected,
                    within(Math.abs(expected) * 1e-7 + most * 1e-14 + 2 * Float.MIN_VALUE));
          }
        }
      }
    }
  }
}
