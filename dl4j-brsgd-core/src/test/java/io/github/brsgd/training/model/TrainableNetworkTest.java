package io.github.brsgd.training.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class TrainableNetworkTest {

  @Test
  void aPredictionThatIsNaNIsAWrongOne() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(1).nOut(3).build())
                .build());
    network.init();
    // Scores x, -x, 0: class 0 for positive x.
    network.setParams(Nd4j.createFromArray(new float[] {1, -1, 0, 0, 0, 0}));
    float[][] features = {{1}, {Float.NaN}, {2}, {Float.NaN}, {3}};
    float[][] labels = {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 0}};
    DataSet examples = new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
    assertThat(
            new Evaluator(TrainableNetwork.of(network))
                .evaluate(new ListDataSetIterator<>(List.of(examples), 1))
                .accuracy())
        .isEqualTo(0.4);
  }

  @Test
  void ofASequenceOnlyTheStepsThatAreNaNAreWrong() {
    INDArray labels = Nd4j.zeros(1, 2, 4);
    labels.putSlice(0, Nd4j.createFromArray(new float[][] {{1, 1, 1, 0}, {0, 0, 0, 1}}));
    INDArray outputs = labels.dup();
    outputs.putScalar(new int[] {0, 1, 2}, Float.NaN);
    INDArray wrong = Evaluator.withoutNaN(outputs, labels);
    assertThat(wrong.slice(0))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 1, 0, 0}, {0, 0, 1, 1}}));
    assertThat(outputs.getFloat(0, 1, 2)).isNaN();
  }

  @Test
  void whereLabelsAreEqualNaNIsWrongToo() {
    INDArray labels = Nd4j.createFromArray(new float[][] {{0.5f, 0.5f}});
    INDArray wrong =
        Evaluator.withoutNaN(Nd4j.createFromArray(new float[][] {{Float.NaN, 1}}), labels);
    assertThat(wrong.argMax(1).getInt(0)).isEqualTo(1);
  }
}
