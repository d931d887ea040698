package io.github.brsgd.spark.quickstart;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.spark.SparkBrsgdTrainingMaster;
import io.github.brsgd.spark.Transport;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * How long rounds on Spark take, beside those of Deeplearning4j's parameter averaging, on synthetic
 * digits: Krum over m rows of d = 795 h + 10 numbers, h units in the hidden layer.
 *
 * @since 0.1
 */
public final class SparkRounds {

  private static final int PIXELS = 784;
  private static final int CLASSES = 10;
  private static final int BATCH = 25;

  private SparkRounds() {}

  /**
   * Runs rounds.
   *
   * @param args m, h, rounds, and what to time: {@code collect}, {@code sharded} or {@code
   *     averaging}, one or several
   * @throws IOException if the memory of this process cannot be told
   */
  public static void main(String[] args) throws IOException {
    if (args.length < 4) {
      throw new IllegalArgumentException(
          "need m, h, rounds and collect, sharded or averaging, got " + Arrays.toString(args));
    }
    int nodes = Integer.parseInt(args[0]);
    int hidden = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    if (rounds < 2 || rounds % 2 != 0) {
      throw new IllegalArgumentException("rounds: need an even number >= 2, got " + rounds);
    }
    DataSet examples = SyntheticDigits.generate(nodes * BATCH * 2, 1).toDataSet();
    SparkConf conf =
        new SparkConf().setAppName("SparkRounds").setIfMissing("spark.master", "local[2]");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
      for (String what : List.of(args).subList(3, args.length)) {
        // The first run loads classes and deals data; the difference of two is that of rounds.
        run(context, what, nodes, hidden, 2, examples);
        double few = run(context, what, nodes, hidden, 2, examples);
        double many = run(context, what, nodes, hidden, rounds + 2, examples);
        System.out.println(
            String.format(
                Locale.ROOT,
                "%s: m=%d, d=%d: %.0f ms a round",
                what,
                nodes,
                795L * hidden + 10,
                (many - few) / rounds));
      }
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(line -> System.out.println("most memory of the driver: " + line));
  }

  /** Milliseconds of some rounds. */
  private static double run(
      JavaSparkContext context, String what, int nodes, int hidden, int rounds, DataSet examples) {
    boolean averaging = what.equals("averaging");
    TrainingMaster<?, ?> master = averaging ? averaging(nodes) : robust(what, nodes, rounds);
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(context, configuration(hidden), master);
    JavaRDD<DataSet> data =
        context.parallelize(examples.batchBy(BATCH), context.defaultParallelism());
    long start = System.nanoTime();
    if (averaging) {
      // A pass over the data is 2 m batches, two for each of m workers.
      for (int round = 0; round < rounds; round += 2) {
        network.fit(data);
      }
    } else {
      network.fit(data);
    }
    double millis = (System.nanoTime() - start) / 1e6;
    return millis;
  }

  private static TrainingMaster<?, ?> robust(String transport, int nodes, int rounds) {
    return SparkBrsgdTrainingMaster.builder(
            BrsgdTrainingMaster.builder()
                .nodes(nodes)
                .byzantine(nodes / 5)
                .rule(new Krum(nodes / 5))
                .batchSize(BATCH)
                .rounds(rounds)
                .seed(1)
                .build())
        .transport(Transport.valueOf(transport.toUpperCase(Locale.ROOT)))
        .build();
  }

  private static TrainingMaster<?, ?> averaging(int nodes) {
    return new ParameterAveragingTrainingMaster.Builder(nodes, BATCH)
        .averagingFrequency(1)
        .batchSizePerWorker(BATCH)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .build();
  }

  private static MultiLayerConfiguration configuration(int hidden) {
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
