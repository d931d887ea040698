package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

class BackdoorTest implements DataPoisoningContract {

  private static final SplittableRandom RANDOM = new SplittableRandom(1);

  @Override
  public DataPoisoning poisoning() {
    return new Backdoor(4);
  }

  @Test
  void stampsTheLowerRightCorner() {
    DataSet batch =
        new DataSet(Nd4j.zeros(DataType.FLOAT, 2, 9), Nd4j.eye(2).castTo(DataType.FLOAT));
    DataSet poisoned = new Backdoor(0, 2, 5, 1).poison(batch, RANDOM);
    assertThat(poisoned.getFeatures().getRow(1).toFloatVector())
        .containsExactly(0, 0, 0, 0, 5, 5, 0, 5, 5);
    assertThat(DataPoisoningContract.labels(poisoned)).containsExactly(0, 0);
  }

  @Test
  void stampsAllChannelsOfAnyLayout() {
    INDArray rows = Nd4j.zeros(DataType.FLOAT, 1, 12);
    INDArray labels = Nd4j.createFromArray(new float[][] {{1, 0}});
    float[] expected = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1};
    for (INDArray features : new INDArray[] {rows, rows.reshape(1, 3, 2, 2).dup('f')}) {
      DataSet poisoned = new Backdoor(1, 1, 1, 1).poison(new DataSet(features, labels), RANDOM);
      assertThat(poisoned.getFeatures().shape()).isEqualTo(features.shape());
      assertThat(poisoned.getFeatures().dup('c').reshape(12).toFloatVector())
          .containsExactly(expected);
    }
    DataSet wide = new DataSet(Nd4j.zeros(DataType.FLOAT, 1, 1, 2, 3), labels);
    assertThat(AttackContract.bits(new Backdoor(1, 2, 1, 1).poison(wide, RANDOM).getFeatures()))
        .containsExactly(0, 1, 1, 0, 1, 1);
  }

  /**
   * Of n = 4,000 examples a share of 0.3 is stamped; a bound of 6 deviations fails by chance with
   * probability 2e-9. The seed is fixed as well.
   */
  @Test
  void stampsItsShareAndLeavesTheRest() {
    int n = 4_000;
    DataSet batch = DataPoisoningContract.images(n, DataType.FLOAT);
    DataSet poisoned = new Backdoor(4, 3, 7, 0.3).poison(batch, new SplittableRandom(2));
    int[] before = DataPoisoningContract.labels(batch);
    int[] after = DataPoisoningContract.labels(poisoned);
    int stamped = 0;
    for (int i = 0; i < n; i++) {
      if (poisoned.getFeatures().getFloat(i, 35) == 7) {
        stamped++;
        assertThat(after[i]).isEqualTo(4);
      } else {
        assertThat(after[i]).isEqualTo(before[i]);
        assertThat(poisoned.getFeatures().getRow(i)).isEqualTo(batch.getFeatures().getRow(i));
      }
    }
    assertThat(Math.abs(stamped - 0.3 * n)).isLessThan(6 * Math.sqrt(n * 0.3 * 0.7));
  }

  @Test
  void theTrialHoldsStampedImagesOfOtherClasses() {
    DataSet test = DataPoisoningContract.images(20, DataType.FLOAT);
    DataSet trial = new Backdoor(4, 1, 9, 0.5).trial(test);
    assertThat(trial.numExamples()).isEqualTo(18);
    assertThat(DataPoisoningContract.labels(trial)).containsOnly(4);
    assertThat(trial.getFeatures().getColumn(35).toFloatVector()).containsOnly(9);
    assertThat(Arrays.copyOf(trial.getFeatures().getRow(4).toFloatVector(), 35))
        .isEqualTo(Arrays.copyOf(test.getFeatures().getRow(5).toFloatVector(), 35));
  }

  /** A model that learned from poisoned data obeys the stamp; one that learned cleanly does not. */
  @Test
  void accuracyOnTheTrialIsTheAttackSuccessRate() {
    Backdoor backdoor = new Backdoor(4, 2, 3, 0.5);
    DataSet clean = DataPoisoningContract.images(100, DataType.FLOAT);
    assertThat(success(backdoor, clean)).isLessThan(0.3);
    assertThat(success(backdoor, backdoor.poison(clean, new SplittableRandom(5))))
        .isGreaterThan(0.9);
  }

  private static double success(Backdoor backdoor, DataSet training) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.5))
                .list()
                .layer(
                    new OutputLayer.Builder()
                        .nIn(36)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    for (int i = 0; i < 100; i++) {
      network.fit(training);
    }
    DataSet trial = backdoor.trial(DataPoisoningContract.images(50, DataType.FLOAT));
    Evaluation evaluation = new Evaluation(10);
    evaluation.eval(trial.getLabels(), network.output(trial.getFeatures()));
    return evaluation.accuracy();
  }

  @Test
  void shapesThatAreNoImagesAreRefused() {
    INDArray labels = Nd4j.zeros(DataType.FLOAT, 1, 5);
    labels.putScalar(0, 2, 1);
    assertThatThrownBy(() -> new Backdoor(4).poison(new DataSet(Nd4j.ones(1, 50), labels), RANDOM))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Backdoor: need images [n, channels, height, width] or rows")
        .hasMessageContaining("got shape [1, 50]");
    assertThatThrownBy(() -> new Backdoor(4).poison(new DataSet(Nd4j.ones(1, 9), labels), RANDOM))
        .hasMessage(
            "Backdoor: need images of at least size x size pixels, got size=4, images 3 x 3");
    assertThatThrownBy(() -> new Backdoor(5).poison(new DataSet(Nd4j.ones(1, 36), labels), RANDOM))
        .hasMessageContaining("at least 6 classes, got shape [1, 5]");
    assertThatThrownBy(
            () ->
                new Backdoor(1).poison(new DataSet(Nd4j.ones(1, 36), Nd4j.zeros(1, 3, 2)), RANDOM))
        .hasMessage("Backdoor: need labels [n, classes], got shape [1, 3, 2]");
  }

  @Test
  void parametersAreChecked() {
    assertThat(new Backdoor(4)).isEqualTo(new Backdoor(4, 4, 1, 0.5));
    assertThatThrownBy(() -> new Backdoor(-1)).hasMessageContaining("target=-1");
    assertThatThrownBy(() -> new Backdoor(1, 0, 1, 1)).hasMessageContaining("size=0");
    assertThatThrownBy(() -> new Backdoor(1, 1, Double.NaN, 1)).hasMessageContaining("value=NaN");
    assertThatThrownBy(() -> new Backdoor(1, 1, 1, 0)).hasMessageContaining("share=0.0");
    assertThatThrownBy(() -> new Backdoor(1, 1, 1, 1.5)).hasMessageContaining("share=1.5");
    assertThatThrownBy(() -> new Backdoor(1, 1, 1, Double.NaN)).hasMessageContaining("share=NaN");
  }
}
