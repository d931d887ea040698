package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.AbortedRunException;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * From {@code network.fit(iterator)} to training on nodes of which some attack: what changes is one
 * statement. On the synthetic digits {@code fit} should end with 50 to 80%, the mean of the nodes
 * below 20%, Krum with 40 to 70%.
 *
 * @since 0.1
 */
public final class SwapFitForBrsgd {

  private static final int NODES = 20;
  private static final int ATTACKERS = 6;
  private static final int BATCH = 32;
  private static final int ROUNDS = 60;
  private static final int TRAINING_IMAGES = 6_000;
  private static final int TEST_IMAGES = 2_000;

  private SwapFitForBrsgd() {}

  /**
   * Runs the example.
   *
   * @param args the number of rounds; none for 60
   */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    // Data as Deeplearning4j users have it: an iterator to train on, one to judge by.
    DataSet images = SyntheticDigits.generate(TRAINING_IMAGES, 1).toDataSet();
    DataSetIterator train = new ListDataSetIterator<>(images.asList(), BATCH);
    DataSet unseen = SyntheticDigits.generate(TEST_IMAGES, 2).toDataSet();
    DataSetIterator test = new SingletonDataSetIterator(unseen);

    // Before: one machine, which trusts all of its data.
    MultiLayerNetwork alone = network();
    for (int round = 0; round < rounds; round++) {
      alone.fit(images.sample(BATCH));
    }
    show("network.fit", alone, test);

    // After, with the average: six of twenty nodes send minus three times the honest mean.
    show("20 nodes, 6 attack, Mean", trained(new Mean(), train, rounds), test);

    // After, with Krum: the same attack.
    show("20 nodes, 6 attack, Krum", trained(new Krum(ATTACKERS), train, rounds), test);
    System.out.println("expected: fit 50 to 80%, Mean below 20%, Krum 40 to 70%");
  }

  /** The swap. */
  private static MultiLayerNetwork trained(Aggregator rule, DataSetIterator train, int rounds) {
    MultiLayerNetwork network = network();
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(NODES) // m
            .byzantine(rule.byzantine().orElse(ATTACKERS)) // q, which the rule withstands
            .rule(rule) // how the server combines the gradients
            .attack(new InnerProductManipulation(3)) // a simulation needs an adversary,
            .attackers(ATTACKERS) //                     a deployment leaves both lines out
            .schedule(new BrsgdSchedule(1, 0.55)) // steps alpha_k = 1 / (k+1)^0.55
            .batchSize(BATCH)
            .rounds(rounds)
            .seed(1)
            .build();
    try {
      master.fit(network, train); // instead of network.fit(train)
    } catch (AbortedRunException e) {
      System.out.println("  aborted: " + e.getMessage());
    }
    return network;
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .weightInit(WeightInit.XAVIER)
                .updater(new Sgd(0.1))
                .list()
                .layer(
                    new DenseLayer.Builder().nIn(784).nOut(100).activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(100)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static void show(String what, MultiLayerNetwork network, DataSetIterator test) {
    double percent = 100 * network.evaluate(test).accuracy();
    System.out.println(String.format(Locale.ROOT, "%-26s %5.1f%%", what, percent));
  }
}
