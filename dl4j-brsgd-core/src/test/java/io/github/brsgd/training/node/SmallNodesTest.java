package io.github.brsgd.training.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Nodes with fewer examples than a batch beside nodes with more. */
class SmallNodesTest {

  private static final int[][] SHARDS = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {10, 11, 12}, {13}};

  private static DataSet data() {
    return new DataSet(
        Nd4j.arange(14).castTo(DataType.FLOAT).reshape(14, 1),
        Nd4j.arange(14).castTo(DataType.FLOAT).reshape(14, 1));
  }

  private static List<Integer> batch(NodeData data, int node, int round) {
    float[] values = data.batch(node, round).getFeatures(0).toFloatVector();
    return IntStream.range(0, values.length).mapToObj(i -> (int) values[i]).toList();
  }

  private static void assertSmallNodesGiveAllTheyHave(NodeData data) {
    for (int round = 0; round < 20; round++) {
      assertThat(batch(data, 1, round)).containsExactlyInAnyOrder(10, 11, 12);
      assertThat(batch(data, 2, round)).containsExactly(13);
      assertThat(batch(data, 0, round)).hasSizeLessThanOrEqualTo(4).doesNotContain(10, 11, 12, 13);
    }
  }

  @Test
  void smallNodesGiveAllTheyHaveInEachRound() {
    assertSmallNodesGiveAllTheyHave(new ShardNodeData(data(), SHARDS, 4, 7));
    OrderedShardNodeData ordered = new OrderedShardNodeData(data(), SHARDS, 4);
    ordered.begin(0);
    assertSmallNodesGiveAllTheyHave(ordered);
  }

  @Test
  void nodesWithEnoughExamplesDoNotSeeTheSmallOnes() {
    ShardNodeData mixed = new ShardNodeData(data(), SHARDS, 4, 7);
    ShardNodeData alone = new ShardNodeData(data(), new int[][] {SHARDS[0]}, 4, 7);
    Collection<Integer> pass = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      assertThat(batch(mixed, 0, round)).hasSize(4).isEqualTo(batch(alone, 0, round));
      pass.addAll(batch(mixed, 0, round));
    }
    assertThat(pass.stream().limit(10)).doesNotHaveDuplicates();
  }

  @Test
  void passesAreThoseOfTheLargestNode() {
    OrderedShardNodeData ordered = new OrderedShardNodeData(data(), SHARDS, 4);
    ShardNodeData shuffled = new ShardNodeData(data(), SHARDS, 4, 7);
    assertThat(IntStream.range(0, 6).filter(number -> ordered.epochsEnded(number) > 0))
        .containsExactly(2, 5);
    assertThat(IntStream.range(0, 6).filter(number -> shuffled.epochsEnded(number) > 0))
        .containsExactly(2, 4);
  }

  @Test
  void aBatchThatNoNodeFillsIsRefused() {
    String message =
        "batchSize: need 1 <= batchSize <= examples of the largest node, got batchSize=11, the"
            + " largest of 3 nodes has 10 examples";
    assertThatThrownBy(() -> new ShardNodeData(data(), SHARDS, 11, 7)).hasMessage(message);
    assertThatThrownBy(() -> new OrderedShardNodeData(data(), SHARDS, 11)).hasMessage(message);
    assertThatThrownBy(() -> new ShardNodeData(data(), SHARDS, 0, 7))
        .hasMessageContaining("batchSize=0");
  }
}
