package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimilarityPartitionerTest {

  private static final int[] LABELS = IntStream.range(0, 1000).map(i -> i * 7 % 10).toArray();

  private static long classes(int[] shard) {
    return Arrays.stream(shard).map(i -> LABELS[i]).distinct().count();
  }

  @Test
  void withGammaOneItIsIid() {
    for (int nodes : new int[] {1, 7, 10, 1000}) {
      assertThat(new SimilarityPartitioner(1).partition(LABELS, nodes, 5))
          .isDeepEqualTo(new IidPartitioner().partition(LABELS, nodes, 5));
    }
  }

  @Test
  void withGammaZeroNodesHoldOneClassEachInOrder() {
    int[][] shards = new SimilarityPartitioner(0).partition(LABELS, 10, 5);
    for (int node = 0; node < 10; node++) {
      assertThat(Arrays.stream(shards[node]).map(i -> LABELS[i])).hasSize(100).containsOnly(node);
    }
    int[][] halves = new SimilarityPartitioner(0).partition(LABELS, 20, 5);
    assertThat(Arrays.stream(halves).mapToLong(SimilarityPartitionerTest::classes))
        .containsOnly(1L);
  }

  @Test
  void betweenThemTheShareIsMixedAndTheRestSorted() {
    int[][] shards = new SimilarityPartitioner(0.3).partition(LABELS, 10, 5);
    for (int node = 0; node < 10; node++) {
      int[] shard = shards[node];
      int own = node;
      assertThat(shard).hasSize(100);
      assertThat(Arrays.stream(shard).skip(30).filter(i -> LABELS[i] == own).count())
          .as("sorted piece of node %s", node)
          .isGreaterThanOrEqualTo(40);
      assertThat(classes(Arrays.copyOf(shard, 30))).isGreaterThan(5);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.33, 0.5, 0.9, 1})
  void nodesAreNeverEmptyWhereAsManyExamplesAreThere(double gamma) {
    int[][] shards = new SimilarityPartitioner(gamma).partition(new int[10], 10, 1);
    assertThat(Arrays.stream(shards).mapToInt(shard -> shard.length)).hasSize(10).containsOnly(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesAreBetweenZeroAndOne(double gamma) {
    assertThatThrownBy(() -> new SimilarityPartitioner(gamma))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SimilarityPartitioner: need 0 <= gamma <= 1, got gamma=" + gamma);
  }

  @Test
  void tooFewExamplesAreRefused() {
    assertThatThrownBy(() -> new SimilarityPartitioner(0.5).partition(new int[3], 4, 0))
        .hasMessage("SimilarityPartitioner: need 1 <= nodes <= examples, got nodes=4, examples=3");
  }
}
