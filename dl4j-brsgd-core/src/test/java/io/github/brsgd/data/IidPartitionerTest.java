package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IidPartitionerTest {

  @Test
  void everyExampleGoesToOneNode() {
    int[][] shards = new IidPartitioner().partition(new int[103], 10, 7);
    assertThat(Arrays.stream(shards).mapToInt(s -> s.length)).allMatch(n -> n == 10 || n == 11);
    assertThat(Arrays.stream(shards).flatMapToInt(Arrays::stream).sorted())
        .containsExactly(IntStream.range(0, 103).boxed().toArray(Integer[]::new));
  }

  @Test
  void theSeedDecides() {
    IidPartitioner partitioner = new IidPartitioner();
    assertThat(partitioner.partition(new int[50], 5, 1))
        .isDeepEqualTo(partitioner.partition(new int[50], 5, 1));
    assertThat(partitioner.partition(new int[50], 5, 1)[0])
        .isNotEqualTo(partitioner.partition(new int[50], 5, 2)[0]);
  }

  @Test
  void classesAreSpreadEvenly() {
    int[] labels = IntStream.range(0, 10_000).map(i -> i / 1000).toArray();
    for (int[] shard : new IidPartitioner().partition(labels, 10, 3)) {
      long ones = Arrays.stream(shard).filter(i -> labels[i] == 1).count();
      // Hypergeometric, deviation 9: six of them are a false alarm of 1e-8 at most.
      assertThat(ones).isBetween(46L, 154L);
    }
  }

  @Test
  void tooFewExamplesAreRefused() {
    assertThatThrownBy(() -> new IidPartitioner().partition(new int[3], 4, 0))
        .hasMessage("IidPartitioner: need 1 <= nodes <= examples, got nodes=4, examples=3");
    assertThatThrownBy(() -> new IidPartitioner().partition(new int[3], 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
