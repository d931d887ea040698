package io.github.brsgd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.SyntheticDigits;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

class ClassAccuracyTest {

  private final ImageDataset images = SyntheticDigits.generate(200, 1);
  private final MultiLayerNetwork network =
      ExampleNetwork.MLP.create(images.shape(), images.classes(), 1);

  private ClassAccuracy accuracy() {
    return ClassAccuracy.of(
        network, new SingletonDataSetIterator(images.toDataSet()), images.classNames());
  }

  @Test
  void agreesWithNd4j() {
    double expected = network.evaluate(new SingletonDataSetIterator(images.toDataSet())).accuracy();
    assertThat(accuracy().total()).isEqualTo(expected);
    assertThat(accuracy().table().toCsv().lines()).hasSize(11);
  }

  @Test
  void anAnswerThatIsNoNumberIsWrong() {
    network.params().assign(Double.NaN);
    assertThat(accuracy().total()).isZero();
    assertThat(accuracy().table().toCsv()).contains(",0.0,");
  }
}
