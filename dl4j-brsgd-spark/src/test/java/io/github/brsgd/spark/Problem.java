package io.github.brsgd.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A small problem of three classes, and networks for it. */
final class Problem {

  static final int INPUTS = 6;
  static final int CLASSES = 3;

  private Problem() {}

  static DataSet examples(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    INDArray features = Nd4j.create(DataType.FLOAT, count, INPUTS);
    INDArray labels = Nd4j.create(DataType.FLOAT, count, CLASSES);
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(CLASSES);
      labels.putScalar(i, label, 1);
      for (int c = 0; c < INPUTS; c++) {
        features.putScalar(i, c, random.nextGaussian() + (c == label ? 2 : 0));
      }
    }
    return new DataSet(features, labels);
  }

  /** The same examples in sets of some, over some partitions. */
  static JavaRDD<DataSet> rdd(DataSet examples, int perSet, int partitions) {
    List<DataSet> sets = new ArrayList<>();
    for (int from = 0; from < examples.numExamples(); from += perSet) {
      sets.add((DataSet) examples.getRange(from, Math.min(from + perSet, examples.numExamples())));
    }
    return LocalSpark.context().parallelize(sets, partitions);
  }

  static MultiLayerConfiguration plain() {
    return network(new Sgd(0.1), 1, false);
  }

  static MultiLayerConfiguration batchNormDropoutAdam() {
    return network(new Adam(0.01), 0.8, true);
  }

  private static MultiLayerConfiguration network(IUpdater updater, double retain, boolean norm) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(5).updater(updater).list();
    layers.layer(new DenseLayer.Builder().nIn(INPUTS).nOut(8).activation(Activation.TANH).build());
    if (norm) {
      layers.layer(new BatchNormalization.Builder().nIn(8).nOut(8).build());
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                .nIn(8)
                .nOut(CLASSES)
                .dropOut(retain)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  static MultiLayerNetwork initialised(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
    network.init();
    return network;
  }
}
