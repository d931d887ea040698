package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FullGradientTest {

  private static final DataSet EXAMPLES = Linear.examples(50, 1);

  @Test
  void isTheGradientOfTheMeanLoss() {
    MultiLayerNetwork network = Linear.network();
    INDArray w = network.params().dup();
    FullGradient loss = new FullGradient(List.of(EXAMPLES));
    INDArray gradient = loss.at(network).gradient();
    assertThat(network.params()).isEqualTo(w);
    assertThat(gradient.shape()).containsExactly(1, 3);
    for (int j = 0; j < 3; j++) {
      network.params().assign(w).putScalar(j, w.getDouble(j) + 1e-4);
      double up = loss.at(network).loss();
      network.params().assign(w).putScalar(j, w.getDouble(j) - 1e-4);
      double down = loss.at(network).loss();
      assertThat(gradient.getDouble(j)).isEqualTo((up - down) / 2e-4, Offset.offset(1e-6));
    }
  }

  @Test
  void batchesDoNotMatter() {
    MultiLayerNetwork network = Linear.network();
    FullGradient.Value whole = new FullGradient(List.of(EXAMPLES)).at(network);
    FullGradient.Value cut = new FullGradient(Linear.cut(EXAMPLES, 7)).at(network);
    assertThat(cut.loss()).isEqualTo(whole.loss(), Offset.offset(1e-12));
    assertThat(cut.gradient().distance2(whole.gradient())).isLessThan(1e-12);
  }

  @Test
  void dropoutDrawsTheSameMasksInEveryCall() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(20).dropOut(0.5).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(20)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    FullGradient loss = new FullGradient(List.of(EXAMPLES));
    FullGradient.Value first = loss.at(network);
    Nd4j.getRandom().nextInt();
    FullGradient.Value second = loss.at(network);
    assertThat(second.loss()).isEqualTo(first.loss());
    assertThat(second.gradient()).isEqualTo(first.gradient());
  }

  @Test
  void curvatureOfAQuadraticIsItsLargestEigenvalueWhateverThePoint() {
    double expected = Linear.smoothness(EXAMPLES);
    MultiLayerNetwork network = Linear.network();
    INDArray before = network.params().dup();
    FullGradient loss = new FullGradient(Linear.cut(EXAMPLES, 20));
    assertThat(new Curvature(loss, 60, 1e-3).at(network)).isEqualTo(expected, Offset.offset(1e-6));
    assertThat(Curvature.of(loss).at(network)).isBetween(0.5 * expected, expected * (1 + 1e-9));
    assertThat(network.params()).isEqualTo(before);
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> new FullGradient(List.of())).hasMessageContaining("batches");
    FullGradient loss = new FullGradient(List.of(EXAMPLES));
    assertThatThrownBy(() -> new Curvature(loss, 0, 1)).hasMessageContaining("iterations");
    assertThatThrownBy(() -> new Curvature(loss, 1, Double.NaN)).hasMessageContaining("radius");
  }
}
