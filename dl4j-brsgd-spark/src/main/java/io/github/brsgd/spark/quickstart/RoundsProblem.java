package io.github.brsgd.spark.quickstart;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.spark.SparkBrsgdTrainingMaster;
import io.github.brsgd.spark.Transport;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * What is measured: Krum over m rows of d = 795 h + 10 numbers.
 *
 * @param nodes m
 * @param hidden h
 * @param examples two batches for each node
 */
record RoundsProblem(int nodes, int hidden, DataSet examples) {

  /** Examples per node and round. */
  static final int BATCH = 25;

  private static final int PIXELS = 784;
  private static final int CLASSES = 10;

  /**
   * What a program that measures is asked for.
   *
   * @param transports that it can be asked for
   * @param args m, h, rounds, and one transport or several
   */
  static RoundsProblem of(String transports, String... args) {
    if (args.length < 4) {
      throw new IllegalArgumentException(
          "need m, h, rounds and " + transports + ", got " + Arrays.toString(args));
    }
    int nodes = Integer.parseInt(args[0]);
    return new RoundsProblem(
        nodes,
        Integer.parseInt(args[1]),
        SyntheticDigits.generate(nodes * BATCH * 2, 1).toDataSet());
  }

  /** Where a program runs: in itself, unless it has been submitted. */
  static JavaSparkContext context(String name) {
    return new JavaSparkContext(
        new SparkConf().setAppName(name).setIfMissing("spark.master", "local[2]"));
  }

  /** d. */
  long numbers() {
    return (PIXELS + 1 + CLASSES) * (long) hidden + CLASSES;
  }

  /** The examples, dealt to all executors. */
  JavaRDD<DataSet> data(JavaSparkContext context) {
    return context.parallelize(examples.batchBy(BATCH), context.defaultParallelism());
  }

  /** Krum, against a fifth of the nodes. */
  BrsgdTrainingMasterBuilder krum(int rounds) {
    return BrsgdTrainingMaster.builder()
        .nodes(nodes)
        .byzantine(nodes / 5)
        .rule(new Krum(nodes / 5))
        .batchSize(BATCH)
        .rounds(rounds)
        .seed(1);
  }

  TrainingMaster<?, ?> robust(String transport, int rounds) {
    return robust(transport, krum(rounds));
  }

  TrainingMaster<?, ?> robust(String transport, BrsgdTrainingMasterBuilder training) {
    return SparkBrsgdTrainingMaster.builder(training.build())
        .transport(Transport.valueOf(transport.toUpperCase(Locale.ROOT)))
        .build();
  }

  void fit(JavaSparkContext context, TrainingMaster<?, ?> master) {
    network(context, master).fit(data(context));
  }

  SparkDl4jMultiLayer network(JavaSparkContext context, TrainingMaster<?, ?> master) {
    return new SparkDl4jMultiLayer(context, configuration(), master);
  }

  private MultiLayerConfiguration configuration() {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .updater(new Sgd(0.1))
        .list(
            new DenseLayer.Builder().nIn(PIXELS).nOut(hidden).activation(Activation.RELU).build(),
            new OutputLayer.Builder(LossFunction.NEGATIVELOGLIKELIHOOD)
                .nIn(hidden)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }
}
