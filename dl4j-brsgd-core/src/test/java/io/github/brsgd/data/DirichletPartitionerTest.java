package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.data.DirichletPartitioner.Over;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.RandomOrder;
import io.github.brsgd.random.Seeds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletPartitionerTest {

  private static final int CLASSES = 10;

  /** As many of each class, in no order. */
  private static int[] labels(int n) {
    return IntStream.range(0, n).map(i -> i * 7 % CLASSES).toArray();
  }

  private static long[] counts(int[] shard, int[] labels) {
    long[] counts = new long[CLASSES];
    Arrays.stream(shard).forEach(example -> counts[labels[example]]++);
    return counts;
  }

  @ParameterizedTest
  @EnumSource(Over.class)
  void fiftyNodesOfMnistHaveExamplesEach(Over over) {
    int[] labels = labels(60_000);
    Partitioner partitioner = new DirichletPartitioner(0.1, over);
    int[][] shards = partitioner.partition(labels, 50, 1);
    assertThat(Arrays.stream(shards).mapToInt(shard -> shard.length).min().orElseThrow())
        .isPositive();
    assertThat(Arrays.stream(shards).flatMapToInt(Arrays::stream).sorted().toArray())
        .isEqualTo(IntStream.range(0, 60_000).toArray());
    assertThat(partitioner.partition(labels, 50, 1)).isDeepEqualTo(shards);
    assertThat(Arrays.deepEquals(partitioner.partition(labels, 50, 2), shards)).isFalse();
  }

  /** The stream of the partitioner, after the order of the examples. */
  private static SplittableRandom stream(int n, long seed) {
    SplittableRandom random = new SplittableRandom(Seeds.derive(seed, Purpose.PARTITION));
    RandomOrder.of(n, random);
    return random;
  }

  @Test
  void whatNodesTakeFirstFollowsTheirMixes() {
    int nodes = 10;
    int first = 900;
    int[] labels = labels(100_000); // no class runs out within 9,000 examples
    int[][] shards = new DirichletPartitioner(0.5, Over.CLASSES).partition(labels, nodes, 7);
    SplittableRandom random = stream(labels.length, 7);
    for (int[] shard : shards) {
      double[] mix = Dirichlet.proportions(0.5, CLASSES, random);
      ChiSquare.assertFits(
          counts(Arrays.copyOf(shard, first), labels),
          Arrays.stream(mix).map(share -> share * first).toArray());
    }
  }

  @Test
  void classesAreCutInTheirProportions() {
    int nodes = 5;
    int[] labels = labels(50_000);
    int[][] shards = new DirichletPartitioner(1, Over.NODES).partition(labels, nodes, 7);
    SplittableRandom random = stream(labels.length, 7);
    for (int label = 0; label < CLASSES; label++) {
      double[] proportions = Dirichlet.proportions(1, nodes, random);
      for (int node = 0; node < nodes; node++) {
        assertThat((double) counts(shards[node], labels)[label])
            .isCloseTo(5000 * proportions[node], within(1.0));
      }
    }
  }

  /** The mean share of a node's commonest class. */
  private static double commonest(double alpha, Over over) {
    int[] labels = labels(60_000);
    return Arrays.stream(new DirichletPartitioner(alpha, over).partition(labels, 50, 3))
        .mapToDouble(
            shard ->
                Arrays.stream(counts(shard, labels)).max().orElseThrow() / (double) shard.length)
        .average()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Over.class)
  void theLargerAlphaTheMoreAlikeAreTheNodes(Over over) {
    double tiny = commonest(1e-3, over);
    double small = commonest(0.1, over);
    double one = commonest(1, over);
    double large = commonest(1000, over);
    assertThat(tiny).isBetween(0.7, 1.0); // classes run out
    assertThat(small).isBetween(0.4, tiny);
    assertThat(one).isBetween(0.2, small);
    assertThat(large).isBetween(0.1, 0.15);
  }

  @Test
  void nodesOfOneExampleAreNeverWithoutIt() {
    for (Over over : Over.values()) {
      for (int[] shard : new DirichletPartitioner(1e-3, over).partition(labels(50), 50, 1)) {
        assertThat(shard).hasSize(1);
      }
      for (int[] shard : new DirichletPartitioner(1e-3, over, 5).partition(labels(52), 10, 1)) {
        assertThat(shard).hasSizeBetween(5, 7);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void alphaIsPositive(double alpha) {
    assertThatThrownBy(() -> new DirichletPartitioner(alpha, Over.NODES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("DirichletPartitioner: need a positive, finite alpha, got alpha=");
  }

  @Test
  void mistakesAreNamed() {
    assertThatThrownBy(() -> new DirichletPartitioner(1, Over.NODES, 0))
        .hasMessage("DirichletPartitioner: least: need >= 1, got 0");
    assertThatThrownBy(
            () -> new DirichletPartitioner(1, Over.NODES, 1 << 30).partition(new int[9], 9, 1))
        .hasMessage(
            "DirichletPartitioner: need nodes * least <= examples, got nodes=9, least=1073741824,"
                + " examples=9");
  }
}
