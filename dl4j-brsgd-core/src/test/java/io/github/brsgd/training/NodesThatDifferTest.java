package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.data.ColumnPartitioner;
import io.github.brsgd.data.DirichletPartitioner;
import io.github.brsgd.data.DirichletPartitioner.Over;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.data.PowerLawPartitioner;
import io.github.brsgd.training.node.NodeData;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Runs on nodes that hold other classes, other features, or less than others. */
class NodesThatDifferTest {

  private static final DataSet EXAMPLES = Examples.flat(90, 1);

  private static BrsgdTrainingMasterBuilder on(Partitioner partitioner) {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(1)
        .rule(new CoordinateWiseMedian())
        .partitioner(partitioner)
        .seed(5)
        .rounds(4)
        .batchSize(10);
  }

  @Test
  void theCountsAreOfWhatTheNodesTrainOn() {
    Partitioner partitioner = new DirichletPartitioner(0.3, Over.NODES);
    LabelCounts counts = on(partitioner).build().labelCounts(EXAMPLES);
    NodeData data =
        DataSettings.DEFAULT
            .withBatchSize(1)
            .withShuffle(false)
            .withPartitioner(partitioner)
            .deal(EXAMPLES, 7, 5);
    assertThat(counts.classes()).containsExactly("0", "1", "2");
    assertThat(IntStream.range(0, 7).map(counts::examples).sum()).isEqualTo(90);
    int[][] shards = on(partitioner).build().shards(EXAMPLES);
    assertThat(Stream.of(shards).flatMapToInt(IntStream::of)).hasSize(90).doesNotHaveDuplicates();
    for (int node = 0; node < 7; node++) {
      assertThat(shards[node]).hasSize(counts.examples(node));
      int[] seen = new int[3];
      for (int round = 0; round < counts.examples(node); round++) {
        seen[data.batch(node, round).getLabels(0).argMax(1).getInt(0)]++;
      }
      assertThat(counts.counts().get(node))
          .containsExactlyElementsOf(IntStream.of(seen).boxed().toList());
    }
  }

  @Test
  void labelsThatAreNoClassesAreOne() {
    DataSet numbers = new DataSet(EXAMPLES.getFeatures(), EXAMPLES.getFeatures().getColumns(0));
    LabelCounts counts = on(new PowerLawPartitioner(1)).build().labelCounts(numbers);
    assertThat(counts.classes()).containsExactly("0");
    assertThat(counts.examples(0)).isEqualTo(counts.counts().get(0).get(0));
  }

  @Test
  void whatCannotBeTrainedOnCannotBeCounted() {
    assertThatThrownBy(
            () -> on(new PowerLawPartitioner(0)).batchSize(14).build().labelCounts(EXAMPLES))
        .hasMessageContaining("batchSize=14, the largest of 7 nodes has 13 examples");
    assertThatThrownBy(() -> on(new PowerLawPartitioner(0)).batchSize(14).build().shards(EXAMPLES))
        .hasMessageContaining("batchSize=14, the largest of 7 nodes has 13 examples");
    assertThatThrownBy(() -> on((labels, nodes, seed) -> null).build().labelCounts(EXAMPLES))
        .hasMessageContaining("partitioner: ");
    assertThatThrownBy(() -> on(new ColumnPartitioner(37)).build().labelCounts(EXAMPLES))
        .hasMessageContaining("got column=37, features=36");
  }

  @Test
  void aPartitionerMayLookAtTheFeatures() {
    INDArray features = EXAMPLES.getFeatures().dup();
    for (int i = 0; i < 90; i++) {
      features.putScalar(i, 4, i % 7);
    }
    List<List<Integer>> counts =
        on(new ColumnPartitioner(5))
            .build()
            .labelCounts(new DataSet(features, EXAMPLES.getLabels()))
            .counts();
    int[] sizes =
        counts.stream().mapToInt(row -> row.stream().mapToInt(Integer::intValue).sum()).toArray();
    assertThat(sizes).containsExactly(13, 13, 13, 13, 13, 13, 12);
  }

  /** Batches of several sizes in one round, in memory that is used again. */
  @Test
  void smallNodesTrainWithLargeOnes() {
    Partitioner partitioner = new PowerLawPartitioner(2);
    LabelCounts counts = on(partitioner).build().labelCounts(EXAMPLES);
    assertThat(IntStream.range(0, 7).map(counts::examples)).anyMatch(n -> n < 3);
    Model stock = Networks.SGD.create();
    on(partitioner).workers(1).build().fit(stock, EXAMPLES);
    Model fast = Networks.SGD.create();
    on(partitioner).workers(2).fastLayers().build().fit(fast, EXAMPLES);
    Model again = Networks.SGD.create();
    on(partitioner).workers(3).build().fit(again, EXAMPLES);
    assertThat(again.params()).isEqualTo(stock.params());
    assertThat(fast.params().distance2(stock.params()))
        .isCloseTo(0, within(1e-4 * stock.params().norm2Number().doubleValue()));
    assertThat(stock.params()).isNotEqualTo(Networks.SGD.create().params());
  }
}
