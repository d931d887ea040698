package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.model.FastLayers;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Whole runs with fast layers, in a process whose backend has oneDNN. */
@Tag("onednn")
class FastRunsOnOneDnnTest {

  @BeforeEach
  void theBackendHasOneDnn() {
    assertThat(FastLayers.available()).isTrue();
  }

  private record Ended(INDArray parameters, TrainingResult result) {}

  private static Ended run(Networks kind, int workers, boolean fast) {
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(7)
            .byzantine(1)
            .rule(new Krum(1))
            .attack(new SignFlipping())
            .attackers(1)
            .seed(3)
            .rounds(6)
            .batchSize(5)
            .workers(workers)
            .evaluateEvery(3, new ListDataSetIterator<>(Examples.flat(40, 2).asList(), 8));
    Model network = kind.create();
    TrainingResult result =
        (fast ? builder.fastLayers() : builder).build().fit(network, Examples.flat(90, 1));
    return new Ended(network.params(), result);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONVOLUTION", "CONVOLUTION_BATCH_NORM", "GRAPH_BATCH_NORM"})
  void sameBitsForAnyNumberOfWorkersAndCloseToStockOnes(Networks kind) {
    Ended one = run(kind, 1, true);
    for (int workers : new int[] {2, 4}) {
      Ended more = run(kind, workers, true);
      assertThat(Bits.of(more.parameters())).isEqualTo(Bits.of(one.parameters()));
      assertThat(more.result().history().toCsv()).isEqualTo(one.result().history().toCsv());
    }
    Ended stock = run(kind, 2, false);
    assertThat(Bits.of(stock.parameters())).isNotEqualTo(Bits.of(one.parameters()));
    assertThat(
            stock.parameters().sub(one.parameters()).norm2Number().doubleValue()
                / stock.parameters().norm2Number().doubleValue())
        .isLessThan(1e-5);
  }
}
