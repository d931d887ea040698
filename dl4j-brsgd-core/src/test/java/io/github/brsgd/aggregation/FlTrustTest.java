package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.aggregation.pre.PreAggregator;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FlTrustTest implements AggregatorContract {

  private static final FlTrust RULE = new FlTrust();

  @Override
  public Aggregator rule(int q) {
    return RULE;
  }

  @Override
  public AggregationContext context(INDArray rows) {
    return trusting(Nd4j.ones(rows.dataType(), 1, rows.size(1)));
  }

  @Override
  public boolean movesWithItsInput() {
    return false; // directions are seen from 0
  }

  @Override
  public boolean scalesWithItsInput() {
    return false; // the server's row has the say over the length
  }

  @Override
  public boolean keepsEqualRows() {
    return false; // for the same reason
  }

  private static AggregationContext trusting(INDArray own) {
    return new AggregationContext(
        0, Optional.empty(), 17, new RowNodes.InOrder(), Optional.of(own));
  }

  private static AggregationContext trusting(double... own) {
    return trusting(Nd4j.createFromArray(new double[][] {own}));
  }

  private static double[] values(Aggregator rule, double[] own, double[]... rows) {
    return rule.aggregate(Nd4j.createFromArray(rows), trusting(own)).vector().toDoubleVector();
  }

  /** The definition, term by term. */
  private static double[] naive(double[][] rows, double[] own) {
    double[] sum = new double[own.length];
    double trust = 0;
    for (double[] row : rows) {
      double product = 0;
      for (int c = 0; c < own.length; c++) {
        product += row[c] * own[c];
      }
      double norm = Naive.norm(row);
      double score = norm == 0 ? 0 : Math.max(0, product / (norm * Naive.norm(own)));
      trust += score;
      for (int c = 0; c < own.length && norm > 0; c++) {
        sum[c] += score * Naive.norm(own) / norm * row[c];
      }
    }
    double total = trust;
    return Arrays.stream(sum).map(value -> value / total).toArray();
  }

  @Test
  void example() {
    double[][] rows = {{3, 4}, {0, 5}, {-9, 0}, {1, 0}};
    assertThat(values(RULE, new double[] {2, 0}, rows))
        .containsExactly(new double[] {1.7, 0.6}, within(1e-15));
    assertThat(RULE.aggregate(Nd4j.createFromArray(rows), trusting(2, 0)).rowWeights())
        .containsExactly(new double[] {0.15, 0, 0, 1.25}, within(1e-15));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void isItsDefinition(DataType type) {
    for (int seed = 1; seed <= 20; seed++) {
      double[][] rows = Matrices.normal(3 + seed, 5 * seed, seed);
      rows[1] = new double[5 * seed];
      double[] own = Matrices.normal(1, 5 * seed, 100 + seed)[0];
      rows[0] = own.clone();
      INDArray result =
          RULE.aggregate(
                  Matrices.array(rows, type), trusting(Matrices.array(new double[][] {own}, type)))
              .vector();
      OracleCase.assertRelativelyClose(
          "seed " + seed,
          result,
          Nd4j.createFromArray(new double[][] {naive(rows, own)}),
          type == DataType.FLOAT ? 1e-5 : 1e-12);
    }
  }

  @Test
  void allButOneMayBeByzantine() {
    double[][] rows = new double[10][];
    Arrays.fill(rows, new double[] {-1e30, -1e30});
    rows[3] = new double[] {4, 4};
    assertThat(values(RULE, new double[] {1, 1}, rows))
        .containsExactly(new double[] {1, 1}, within(1e-6));
    RULE.check(10, 9);
    assertThatThrownBy(() -> RULE.check(10, 10))
        .hasMessage("FlTrust: need m >= q+1, got m=10, q=10 (m=10 tolerates at most q=9)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1, 1e30})
  void onlyTheServersLengthCounts(double factor) {
    double[][] rows = Matrices.normal(7, 9, 3);
    double[] own = Matrices.normal(1, 9, 4)[0];
    double[][] scaled =
        Arrays.stream(rows)
            .map(row -> Arrays.stream(row).map(value -> factor * value).toArray())
            .toArray(double[][]::new);
    assertThat(values(RULE, own, scaled)).containsExactly(values(RULE, own, rows), within(1e-9));
  }

  /** Rows as long and as short as floats can be still give no more than their direction. */
  @ParameterizedTest
  @ValueSource(floats = {Float.MIN_VALUE, 1e-38f, 1e-30f, 1e30f, Float.MAX_VALUE})
  void lengthBreaksNoArithmetic(float length) {
    for (float own : new float[] {1e-30f, 1, 1e30f}) {
      INDArray rows = Nd4j.ones(DataType.FLOAT, 3, 4);
      rows.getRow(1).assign(length);
      rows.getRow(2).assign(-length);
      INDArray trusted = Nd4j.valueArrayOf(new long[] {1, 4}, own, DataType.FLOAT);
      INDArray result = RULE.aggregate(rows, trusting(trusted)).vector();
      assertThat(result.div(own).toDoubleVector())
          .as("own row of %s", own)
          .containsExactly(new double[] {1, 1, 1, 1}, within(1e-5));
    }
  }

  @Test
  void rowsOfDoublesBeyondDoubleCountAsZero() {
    double[][] rows = {{1e200, 1e200}, {0, 3}, {1e-200, 1e-200}};
    assertThat(values(RULE, new double[] {1, 1}, rows))
        .containsExactly(new double[] {0, Math.sqrt(2)}, within(1e-12));
  }

  @Test
  void whatItCannotDoItSays() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{-1, 0}, {0, 0}, {0, 1}});
    assertThatThrownBy(() -> RULE.aggregate(rows, CONTEXT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FlTrust: need a row of the server's own, and it has no data to make one of");
    assertThatThrownBy(() -> RULE.aggregate(rows, trusting(1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none of m=3 has a product with it above 0");
    assertThatThrownBy(() -> RULE.aggregate(rows, trusting(0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("need a server's own row of a length above 0");
    assertThatThrownBy(() -> RULE.aggregate(rows, trusting(1, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FlTrust: the server's own row has a NaN or infinite value");
    assertThatThrownBy(() -> RULE.aggregate(rows, trusting(1, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void chainsAndBasesTellThatTheyNeedTheRow() {
    PreAggregator clip = new Clipping(2);
    assertThat(
            List.of(
                RULE,
                new PreAggregated(List.of(clip), RULE),
                new CenteredTrimmedMetaAggregator(1, RULE),
                new GroupwiseAggregation(1, 1, RULE)))
        .allMatch(Aggregator::needsTrustedRow);
    assertThat(
            List.of(
                new Mean(),
                new PreAggregated(List.of(clip), new Krum(1)),
                new CenteredTrimmedMetaAggregator(1, new CoordinateWiseMedian())))
        .noneMatch(Aggregator::needsTrustedRow);
    // Mixing takes the place of neither: one far row is left out before directions are compared.
    double[][] rows = {{1, 0}, {0, 1}, {90, 90}};
    assertThat(
            values(
                new PreAggregated(List.of(new NearestNeighborMixing(1)), RULE),
                new double[] {1, 0},
                rows)[0])
        .isGreaterThan(0.7);
  }
}
