package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class BucketingTest implements PreAggregatorContract {

  @Override
  public PreAggregator step(int q) {
    return new Bucketing(2);
  }

  @Override
  public boolean isFreeOfOrder() {
    return false; // rows are dealt by position
  }

  private static double[][] deal(int s, int m, AggregationContext context) {
    return new Bucketing(s).mixing(Rows.of(Nd4j.ones(DataType.FLOAT, m, 1)), context);
  }

  @Test
  void everyRowLiesInOneBucketAndTheLastHoldsTheRest() {
    for (int s = 1; s <= 8; s++) {
      for (int m = 1; m <= 9; m++) {
        double[][] weights = deal(s, m, CONTEXT);
        assertThat(weights).hasDimensions((m + s - 1) / s, m);
        boolean[] seen = new boolean[m];
        for (int k = 0; k < weights.length; k++) {
          int size = k < weights.length - 1 ? s : m - s * (weights.length - 1);
          int members = 0;
          for (int i = 0; i < m; i++) {
            if (weights[k][i] != 0) {
              assertThat(weights[k][i]).isEqualTo(1.0 / size);
              assertThat(seen[i]).isFalse();
              seen[i] = true;
              members++;
            }
          }
          assertThat(members).isEqualTo(size);
        }
      }
    }
  }

  @Test
  void everyOrderIsAsLikely() {
    // Three rows in buckets of one: 6 orders, 1000 of 6000 each; sigma 29, bound of 5 sigma.
    int[] seen = new int[27];
    for (int round = 0; round < 6000; round++) {
      int code = 0;
      for (double[] row : deal(1, 3, new AggregationContext(round, Optional.empty(), 3))) {
        code = 3 * code + (row[1] == 1 ? 1 : row[2] == 1 ? 2 : 0);
      }
      seen[code]++;
    }
    assertThat(Arrays.stream(seen).filter(n -> n > 0).boxed())
        .hasSize(6)
        .allMatch(n -> Math.abs(n - 1000) < 145);
  }

  @Test
  void rowsAreNobodysAfterwards() {
    assertThat(new Bucketing(2).keepsNodes()).isFalse();
    assertThat(new Bucketing(Integer.MAX_VALUE).rowsOut(5)).isEqualTo(1);
    assertThatThrownBy(() -> new Bucketing(0)).hasMessage("Bucketing: need s >= 1, got s=0");
  }
}
