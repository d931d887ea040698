package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.pre.Bucketing;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class RowUseTest {

  private static final int M = 15;
  private static final int D = 300;
  private static final Offset<Double> ROUNDING = within(1e-12);

  private final double[][] values = Matrices.normal(M, D, 3);
  private final Rows rows = Rows.of(Matrices.array(values, DataType.DOUBLE));

  private double[] used(Aggregator rule) {
    return rule.aggregate(rows, AggregationContext.first(1)).usedShares(rows);
  }

  /**
   * The share of coordinates in which a row is among {@code keep} nearest to a rule's own value.
   */
  private static double[] nearest(double[][] rows, double[] centre, int keep) {
    double[] shares = new double[rows.length];
    for (int c = 0; c < centre.length; c++) {
      int column = c;
      IntStream.range(0, rows.length)
          .boxed()
          .sorted(
              (i, j) ->
                  Double.compare(
                      Math.abs(rows[i][column] - centre[column]),
                      Math.abs(rows[j][column] - centre[column])))
          .limit(keep)
          .forEach(i -> shares[i] += 1.0 / centre.length);
    }
    return shares;
  }

  private static double[] untrimmed(double[][] rows, int q) {
    double[] shares = new double[rows.length];
    for (int c = 0; c < rows[0].length; c++) {
      int column = c;
      IntStream.range(0, rows.length)
          .boxed()
          .sorted((i, j) -> Double.compare(rows[i][column], rows[j][column]))
          .skip(q)
          .limit(rows.length - 2L * q)
          .forEach(i -> shares[i] += 1.0 / rows[0].length);
    }
    return shares;
  }

  @Test
  void coordinateWiseRulesTellWhatTheyKept() {
    int q = 3;
    Map<Aggregator, double[]> expected =
        Map.of(
            new TrimmedMean(q), untrimmed(values, q),
            new CoordinateWiseMedian(), untrimmed(values, M / 2),
            new MeanAroundMedian(q), nearest(values, Naive.median(values), M - q),
            new Phocas(q), nearest(values, Naive.trimmedMean(values, q), M - q));
    expected.forEach(
        (rule, shares) ->
            assertThat(used(rule)).as(rule.toString()).containsExactly(shares, ROUNDING));
  }

  @ParameterizedTest
  @EnumSource
  void bulyanKeepsSomeOfTheRowsItSelects(Bulyan.Base base) {
    int q = 3;
    int[] selected = BulyanSelection.select(rows, M - 2 * q, q, base);
    double[][] chosen = Arrays.stream(selected).mapToObj(i -> values[i]).toArray(double[][]::new);
    double[] kept = nearest(chosen, Naive.median(chosen), M - 4 * q);
    double[] expected = new double[M];
    for (int i = 0; i < selected.length; i++) {
      expected[selected[i]] = kept[i];
    }
    assertThat(used(new Bulyan(q, base))).containsExactly(expected, ROUNDING);
    assertThat(DoubleStream.of(expected).filter(share -> share == 0).count()).isEqualTo(2 * q);
  }

  @Test
  void weightsTellWhoseRowsWereUsed() {
    double[] weights = new Krum(3).aggregate(rows, AggregationContext.first(1)).rowWeights();
    assertThat(used(new Krum(3))).containsExactly(weights);
    assertThat(used(new Mean())).containsOnly(1).hasSize(M);
    assertThat(DoubleStream.of(used(new MultiKrum(3))).sum()).isEqualTo(M - 3 - 2);
  }

  @Test
  void aRowIsUsedAsMuchAsTheMixedRowsItIsIn() {
    AggregationContext context = AggregationContext.first(1);
    for (PreAggregated chain :
        new PreAggregated[] {
          new PreAggregated(new NearestNeighborMixing(3), new TrimmedMean(3)),
          new PreAggregated(new Bucketing(2), new TrimmedMean(2))
        }) {
      int q = ((TrimmedMean) chain.rule()).q();
      double[][] mixing = chain.steps().get(0).mixing(rows, context.derive(0));
      double[][] mixed = new double[mixing.length][D];
      for (int k = 0; k < mixing.length; k++) {
        for (int i = 0; i < M; i++) {
          for (int c = 0; c < D; c++) {
            mixed[k][c] += mixing[k][i] * values[i][c];
          }
        }
      }
      double[] kept = untrimmed(mixed, q);
      double[] expected = new double[M];
      for (int i = 0; i < M; i++) {
        double weight = 0;
        for (int k = 0; k < mixing.length; k++) {
          expected[i] += mixing[k][i] * kept[k];
          weight += mixing[k][i];
        }
        expected[i] = weight == 0 ? 0 : expected[i] / weight;
      }
      assertThat(used(chain)).as(chain.toString()).containsExactly(expected, within(0.01));
    }
  }

  @Test
  void aChainOfSelectionsTellsWeights() {
    Aggregator chain = new PreAggregated(new Bucketing(3), new Krum(1));
    assertThat(DoubleStream.of(used(chain)).sum()).isEqualTo(3);
  }

  @Test
  void nothingIsKnownOfARuleThatTellsNothing() {
    Aggregator rule = (u, c) -> new Aggregation(u.mean(true, 0));
    assertThat(used(rule)).isEmpty();
    assertThat(used(new PreAggregated(new Bucketing(2), rule))).isEmpty();
  }

  @Test
  void aUsersRuleForMatricesMayTell() {
    CoordinateStatistic median = new CoordinateStatistic.Median();
    Aggregator rule =
        (INDArray u, AggregationContext c) -> new Aggregation(u.mean(true, 0), RowUse.of(median));
    assertThat(used(rule)).containsExactly(used(new CoordinateWiseMedian()));
  }
}
