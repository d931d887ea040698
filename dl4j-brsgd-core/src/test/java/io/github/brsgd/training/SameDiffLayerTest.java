package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Bits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;

/** Layers that users define with SameDiff are trained as any others. */
class SameDiffLayerTest {

  private static final int WIDTH = 36;

  /** tanh(x w + b). */
  public static final class Dense extends SameDiffLayer {

    /** Six outputs. */
    public Dense() {}

    @Override
    public SDVariable defineLayer(
        SameDiff sameDiff, SDVariable input, Map<String, SDVariable> table, SDVariable mask) {
      return sameDiff.math().tanh(input.mmul(table.get("w")).add(table.get("b")));
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
      return InputType.feedForward(6);
    }

    @Override
    public void defineParameters(SDLayerParams params) {
      params.addWeightParam("w", WIDTH, 6);
      params.addBiasParam("b", 1, 6);
    }

    @Override
    public void initializeParameters(Map<String, INDArray> params) {
      for (INDArray array : params.values()) {
        for (long i = 0; i < array.length(); i++) {
          array.putScalar(i, Math.sin(i + 1) / 4);
        }
      }
    }
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .l2(1e-3)
                .list()
                .layer(new Dense())
                .layer(new OutputLayer.Builder().nIn(6).nOut(3).build())
                .build());
    network.init();
    return network;
  }

  private static List<DataSet> batches() {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      batches.add(Examples.flat(5, i));
    }
    return batches;
  }

  @Test
  void oneNodeWithTheMeanIsFit() {
    MultiLayerNetwork expected = network();
    expected.fit(new ListDataSetIterator<>(batches(), 1), 3);
    MultiLayerNetwork actual = network();
    BrsgdTrainingMaster.builder()
        .nodes(1)
        .byzantine(0)
        .rule(new Mean())
        .seed(1)
        .streaming()
        .epochs(3)
        .build()
        .fit(actual, new ListDataSetIterator<>(batches(), 1));
    assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
    assertThat(actual.params()).isNotEqualTo(network().params());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    List<List<Long>> bits = new ArrayList<>();
    for (int workers = 1; workers <= 3; workers++) {
      MultiLayerNetwork network = network();
      BrsgdTrainingMaster.builder()
          .nodes(7)
          .byzantine(1)
          .rule(new Krum(1))
          .seed(1)
          .workers(workers)
          .batchSize(4)
          .rounds(5)
          .build()
          .fit(network, Examples.flat(90, 1));
      bits.add(Bits.of(network.params()));
    }
    assertThat(bits).containsOnly(bits.get(0));
  }
}
