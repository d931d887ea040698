package io.github.brsgd.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.SyntheticDigits;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class ExampleNetworkTest {

  private static final ImageShape MNIST = new ImageShape(1, 28, 28);
  private static final ImageShape CIFAR = new ImageShape(3, 32, 32);

  @ParameterizedTest
  @CsvSource({"MLP, 79510", "CNN, 431080"})
  void hasTheDocumentedSizeOnMnist(ExampleNetwork network, long parameters) {
    assertThat(network.create(MNIST, 10, 1).numParams()).isEqualTo(parameters);
  }

  @Test
  void hasTheDocumentedSizeOnCifar() {
    assertThat(ExampleNetwork.CIFAR_CNN.create(CIFAR, 10, 1).numParams()).isEqualTo(34_282);
  }

  @ParameterizedTest
  @EnumSource(ExampleNetwork.class)
  void takesRowsOfImagesAndGivesProbabilities(ExampleNetwork network) {
    MultiLayerNetwork grey = network.create(MNIST, 10, 1);
    DataSet digits = SyntheticDigits.generate(20, 1).toDataSet();
    INDArray output = grey.output(digits.getFeatures());
    assertThat(output.shape()).containsExactly(20, 10);
    for (double sum : output.sum(1).toDoubleVector()) {
      assertThat(sum).isBetween(0.999, 1.001);
    }
    INDArray colour = Nd4j.rand(DataType.FLOAT, 3, CIFAR.size());
    assertThat(network.create(CIFAR, 7, 1).output(colour).shape()).containsExactly(3, 7);
  }

  @ParameterizedTest
  @EnumSource(ExampleNetwork.class)
  void learnsASmallSetByHeart(ExampleNetwork network) {
    MultiLayerNetwork net = network.create(MNIST, 10, 1);
    DataSet digits = SyntheticDigits.generate(16, 1).toDataSet();
    double before = net.score(digits);
    double after = before;
    // As a rule much sooner.
    for (int i = 0; i < 100 && after >= 0.5 * before; i++) {
      net.fit(digits);
      after = i % 5 == 4 ? net.score(digits) : after;
    }
    assertThat(after).isLessThan(0.5 * before);
  }

  @Test
  void theSeedDecidesTheWeights() {
    INDArray first = ExampleNetwork.MLP.create(MNIST, 10, 1).params();
    assertThat(ExampleNetwork.MLP.create(MNIST, 10, 1).params()).isEqualTo(first);
    assertThat(ExampleNetwork.MLP.create(MNIST, 10, 2).params()).isNotEqualTo(first);
  }

  @Test
  void isFoundByItsName() {
    assertThat(ExampleNetwork.of("cifar-cnn")).contains(ExampleNetwork.CIFAR_CNN);
    assertThat(ExampleNetwork.of("CNN")).isEmpty();
  }
}
