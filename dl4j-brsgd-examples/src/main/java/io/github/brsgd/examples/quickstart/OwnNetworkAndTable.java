package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DataParts;
import io.github.brsgd.data.DataRequest;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A network and a table of one's own: any CSV file, any layers, their own updater (Adam here, which
 * steps on the server along what the rule lets through).
 *
 * <p>Without arguments it draws a table of three overlapping clouds; the mean should end below 50%,
 * the trimmed mean above 75%.
 *
 * @since 0.2
 */
public final class OwnNetworkAndTable {

  private static final int ATTACKERS = 3;
  private static final int LINES = 3_000;

  private OwnNetworkAndTable() {}

  /**
   * Runs the example.
   *
   * @param args a data set as {@code --dataset} takes it, such as {@code csv:FILE,label=COLUMN};
   *     none for a table drawn here
   * @throws IOException if the table cannot be drawn
   */
  public static void main(String[] args) throws IOException {
    String text = args.length == 0 ? "csv:" + drawn() + ",label=kind" : args[0];
    DataParts data = Catalog.standard().dataset(text).load(DataRequest.standard());
    System.out.println("accuracy on the lines held out, 3 of 10 nodes attack");
    for (Aggregator rule : List.of(new Mean(), new TrimmedMean(ATTACKERS))) {
      MultiLayerNetwork network = network(data.shape().size(), data.classNames().size());
      BrsgdTrainingMaster.builder()
          .nodes(10)
          .byzantine(rule.byzantine().orElse(ATTACKERS))
          .rule(rule)
          .attack(new InnerProductManipulation(10))
          .attackers(ATTACKERS)
          .batchSize(16)
          .epochs(3)
          .seed(1)
          .build()
          .fit(network, data.training());
      double percent = 100 * network.evaluate(new SingletonDataSetIterator(data.test())).accuracy();
      System.out.println(String.format(Locale.ROOT, "%-20s %5.1f%%", rule, percent));
    }
    if (args.length == 0) {
      System.out.println("expected: mean below 50%, trimmed-mean above 75%");
    }
  }

  private static MultiLayerNetwork network(int columns, int classes) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .l2(1e-4)
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(columns)
                        .nOut(16)
                        .activation(Activation.TANH)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(16)
                        .nOut(classes)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Three clouds around the corners of a triangle, with a header. */
  private static Path drawn() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder lines = new StringBuilder("width,height,kind\n");
    for (int i = 0; i < LINES; i++) {
      double angle = 2 * Math.PI * (i % 3) / 3;
      lines.append(
          String.format(
              Locale.ROOT,
              "%.3f,%.3f,%s%n",
              Math.cos(angle) + 0.5 * random.nextGaussian(),
              100 * (Math.sin(angle) + 0.5 * random.nextGaussian()),
              List.of("red", "green", "blue").get(i % 3)));
    }
    Path file = Files.createTempFile("clouds", ".csv");
    file.toFile().deleteOnExit();
    return Files.writeString(file, lines);
  }
}
