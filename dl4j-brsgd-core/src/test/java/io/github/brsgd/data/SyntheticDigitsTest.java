package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class SyntheticDigitsTest {

  @Test
  void anImageDependsOnTheSeedAndItsNumberAlone() {
    ImageDataset few = SyntheticDigits.generate(5, 3);
    ImageDataset many = SyntheticDigits.generate(50, 3);
    assertThat(many.first(5).labels()).isEqualTo(few.labels());
    for (int p = 0; p < 784; p++) {
      assertThat(many.pixel(4, p)).isEqualTo(few.pixel(4, p));
    }
    assertThat(SyntheticDigits.generate(50, 4).labels()).isNotEqualTo(many.labels());
  }

  @Test
  void allClassesAreThere() {
    int[] count = new int[10];
    for (int label : SyntheticDigits.generate(2000, 1).labels()) {
      count[label]++;
    }
    // Binomial, deviation 13: six of them are a false alarm of 2e-8 at most.
    assertThat(Arrays.stream(count)).allMatch(c -> c > 120 && c < 280);
  }

  @Test
  void aLinearModelFindsThemHardButNotHopeless() {
    MultiLayerNetwork linear =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .weightInit(WeightInit.XAVIER)
                .list(
                    new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .nIn(784)
                        .nOut(10)
                        .build())
                .build());
    linear.init();
    DataSet train = SyntheticDigits.generate(4000, 1).toDataSet();
    for (int epoch = 0; epoch < 8; epoch++) {
      train.batchBy(100).forEach(linear::fit);
    }
    DataSet test = SyntheticDigits.generate(2000, 2).toDataSet();
    Evaluation evaluation = new Evaluation(10);
    evaluation.eval(test.getLabels(), linear.output(test.getFeatures()));
    assertThat(evaluation.accuracy()).isBetween(0.75, 0.97);
  }

  @Test
  void anEmptySetIsRefused() {
    assertThatThrownBy(() -> SyntheticDigits.generate(0, 1)).hasMessage("count: need >= 1, got 0");
  }
}
