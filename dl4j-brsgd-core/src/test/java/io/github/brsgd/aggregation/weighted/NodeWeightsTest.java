package io.github.brsgd.aggregation.weighted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeWeightsTest {

  @Test
  void whatIsWrittenIsRead() {
    NodeWeights weights = NodeWeights.of(3, 1, 0.1, 1e-5, 1.0 / 3);
    assertThat(weights).hasToString("3/1/0.1/1.0E-5/0.3333333333333333");
    assertThat(NodeWeights.parse(weights.toString())).isEqualTo(weights);
    assertThat(NodeWeights.parse(" 1 / 2 ")).isEqualTo(NodeWeights.of(1, 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1/",
        "/1",
        "1//2",
        "1;2",
        "1/-1",
        "1/0",
        "1/Infinity",
        "1/NaN",
        "x",
        "1/1d",
        "1f/1",
        "0x1p3/1",
        "1/1e999"
      })
  void whatIsNoWeightIsRefused(String text) {
    assertThatThrownBy(() -> NodeWeights.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("weights: need ");
  }

  @Test
  void weightsThatRoundingWouldSwallowAreRefused() {
    assertThatThrownBy(() -> NodeWeights.of(1, 1.1e6))
        .hasMessage("weights: need the largest at most 1e6 times the least, got 1.0 and 1100000.0");
    assertThat(NodeWeights.of(1, 1e6).count()).isEqualTo(2);
    assertThatThrownBy(() -> new NodeWeights(List.of())).hasMessageContaining("got none");
  }

  @Test
  void theHeaviestBesideTheLightestHoldTheLargestShare() {
    NodeWeights weights = NodeWeights.of(1, 4, 2, 3);
    assertThat(weights.largestShare(4, 0)).isZero();
    assertThat(weights.largestShare(4, 1)).isCloseTo(0.4, within(1e-15));
    assertThat(weights.largestShare(4, 2)).isCloseTo(0.7, within(1e-15));
    assertThat(weights.largestShare(3, 1)).isCloseTo(4.0 / 7, within(1e-15));
    assertThat(weights.largestShare(2, 1)).isCloseTo(0.8, within(1e-15));
    assertThat(weights.largestShare(2, 2)).isEqualTo(1);
    assertThat(NodeWeights.of(1e308, 1e308, 1e308).largestShare(3, 1))
        .isCloseTo(1.0 / 3, within(1e-15));
  }

  @Test
  void theShareHasToHoldWhoeverTheByzantineNodesAre() {
    WeightedMedian median = new WeightedMedian(NodeWeights.of(1, 1, 1, 1, 1, 2), 0.3);
    median.check(6, 1);
    assertThatThrownBy(() -> median.check(6, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "WeightedMedian: q=2 of m=6 rows may hold a share of 0.42857142857142855 of the weight,"
                + " more than share=0.3 (share=0.3 tolerates at most q=1)");
    assertThatThrownBy(() -> median.check(6, 3))
        .hasMessageContaining("and no share below 1/2 tolerates q=3");
    // of three rows one may be the heavy one
    assertThatThrownBy(() -> median.check(3, 1)).hasMessageContaining("may hold a share of 0.5");
    // a row set aside was Byzantine: what is left is no worse
    median.check(5, 0);
  }

  /** q of m as a quotient is exactly what q of m equal nodes hold, also where it is rounded. */
  @Test
  void aShareOfQuotientsHolds() {
    for (int m = 1; m <= 60; m++) {
      double[] equal = new double[m];
      Arrays.fill(equal, 0.1);
      for (int q = 0; 2 * q < m; q++) {
        new WeightedTrimmedMean(NodeWeights.of(equal), (double) q / m).check(m, q);
      }
    }
  }

  @Test
  void sharesThatAreNoneAreRefused() {
    for (double share : new double[] {-0.1, 0.5, 0.9, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new WeightedMedian(NodeWeights.of(1), share))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("WeightedMedian: need 0 <= share < 1/2, got share=");
    }
  }
}
