package io.github.brsgd.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.learning.config.Sgd;

class BrsgdScheduleTest {

  @Test
  void stepsOfTheExample() {
    BrsgdSchedule schedule = new BrsgdSchedule(1, 0.75);
    double[] expected = {1, 0.5946, 0.4387, 0.3536};
    for (int k = 0; k < expected.length; k++) {
      assertThat(schedule.valueAt(k, 99)).isEqualTo(expected[k], Offset.offset(5e-5));
    }
  }

  @Test
  void largestIterationDoesNotOverflow() {
    assertThat(new BrsgdSchedule(1, 0.75).valueAt(Integer.MAX_VALUE, 0))
        .isEqualTo(Math.pow(2, -31 * 0.75), Offset.offset(1e-20));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 0, -0.6, 2, Double.NaN, Double.POSITIVE_INFINITY})
  void exponentOutsideTheOpenIntervalIsRefusedWithTheReason(double p) {
    assertThatThrownBy(() -> new BrsgdSchedule(1, p))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1/2 < p < 1")
        .hasMessageContaining("p=" + p)
        .hasMessageContaining("no finite sum");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void firstStepMustBePositiveAndFinite(double alpha0) {
    assertThatThrownBy(() -> new BrsgdSchedule(alpha0, 0.6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("alpha0=" + alpha0);
  }

  @Test
  void isSavedWithANetwork(@TempDir Path folder) throws Exception {
    BrsgdSchedule schedule = new BrsgdSchedule(0.3, 0.6);
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(schedule))
                .list()
                .layer(new OutputLayer.Builder().nIn(2).nOut(2).build())
                .build());
    network.init();
    File file = folder.resolve("network.zip").toFile();
    network.save(file, true);
    MultiLayerNetwork restored = MultiLayerNetwork.load(file, true);
    Sgd updater = (Sgd) ((BaseLayer) restored.getLayer(0).conf().getLayer()).getIUpdater();
    assertThat(updater.getLearningRateSchedule()).isEqualTo(schedule);
    assertThat(updater.getLearningRate(3, 0)).isEqualTo(schedule.valueAt(3, 0));
  }

  @Test
  void equalValuesAreEqualSchedules() {
    BrsgdSchedule schedule = new BrsgdSchedule(1, 0.6);
    assertThat(schedule.clone()).isEqualTo(schedule).hasSameHashCodeAs(new BrsgdSchedule(1, 0.6));
    assertThat(schedule).isNotEqualTo(new BrsgdSchedule(1, 0.7));
    assertThat(schedule).hasToString("BrsgdSchedule(alpha0=1.0, p=0.6)");
  }
}
