package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.server.SampledIterate;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The iterate of Lemma 3.5 as a run returns it. */
class SampledIterateInRunTest {

  private static final IterateWeights WEIGHTS = new IterateWeights(0.5);

  private static BrsgdTrainingMasterBuilder seven(long seed) {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(2)
        .rule(new Krum(2))
        .schedule(new BrsgdSchedule(0.5, 0.6))
        .batchSize(8)
        .seed(seed);
  }

  private static ListDataSetIterator<DataSet> examples() {
    return new ListDataSetIterator<>(List.of(Examples.flat(100, 1)), 1);
  }

  @Test
  void resultHasTheParametersBeforeTheRoundDrawn() {
    for (long seed = 0; seed < 5; seed++) {
      Model network = Networks.SGD.create();
      List<INDArray> iterates = new ArrayList<>(List.of(network.params().dup()));
      SampledIterate sample =
          seven(seed)
              .roundListeners((record, model) -> iterates.add(model.params().dup()))
              .sampleIterate(WEIGHTS)
              .rounds(6)
              .build()
              .fit(network, examples())
              .sampled()
              .orElseThrow();
      assertThat(sample.offered()).isEqualTo(6);
      assertThat(sample.round()).isBetween(0, 5);
      INDArray expected = iterates.get(sample.round());
      assertThat(sample.parameters()).isEqualTo(expected.reshape(1, expected.length()));
    }
  }

  @Test
  void continuedRunDrawsWhatOneLongRunDraws() {
    for (long seed = 0; seed < 5; seed++) {
      SampledIterate whole =
          seven(seed)
              .sampleIterate(WEIGHTS)
              .rounds(8)
              .build()
              .fit(Networks.SGD.create(), examples())
              .sampled()
              .orElseThrow();
      Model network = Networks.SGD.create();
      SampledIterate first =
          seven(seed)
              .sampleIterate(WEIGHTS)
              .rounds(3)
              .build()
              .fit(network, examples())
              .sampled()
              .orElseThrow();
      SampledIterate second =
          seven(seed)
              .sampleIterate(WEIGHTS, first)
              .rounds(5)
              .build()
              .fit(network, examples())
              .sampled()
              .orElseThrow();
      assertThat(second).isEqualTo(whole);
    }
  }

  @Test
  void nothingIsDrawnUnlessAsked() {
    assertThat(seven(1).rounds(2).build().fit(Networks.SGD.create(), examples()).sampled())
        .isEmpty();
    assertThatThrownBy(() -> seven(1).sampleIterate(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("weights");
  }
}
