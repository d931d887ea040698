package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.aggregation.pre.NearestNeighborMixing;
import io.github.brsgd.aggregation.pre.PreAggregated;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.DatasetLoader;
import io.github.brsgd.data.DatasetLocation;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.KnownDataset;
import io.github.brsgd.data.Split;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * One attack, five rules: three of fifteen nodes send four times the opposite of their gradient,
 * which in the mean is as much as the other twelve send.
 *
 * <p>MNIST where it is found, else the synthetic digits; the mean should end below 20%, the others
 * above 40%.
 *
 * @since 0.2
 */
public final class MnistUnderAttack {

  private static final int NODES = 15;
  private static final int ATTACKERS = 3;
  private static final int ROUNDS = 30;
  private static final int TRAINING = 6_000;
  private static final int TEST = 1_000;

  private MnistUnderAttack() {}

  /**
   * Runs the example.
   *
   * @param args the number of rounds; none for 30
   */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    DatasetLocator locator = DatasetLocator.standard(Optional.empty(), Path.of(""));
    Optional<DatasetLocation> found = locator.find(KnownDataset.MNIST);
    if (found.isEmpty()) {
      System.out.println(
          locator.explain(KnownDataset.MNIST)
              + ". Synthetic digits instead; BRSGD_DATA=DIR names a folder with mnist/ in it.");
    }
    ImageDataset training =
        found
            .map(mnist -> DatasetLoader.load(mnist, Split.TRAIN).first(TRAINING))
            .orElseGet(() -> SyntheticDigits.generate(TRAINING, 1));
    ImageDataset test =
        found
            .map(mnist -> DatasetLoader.load(mnist, Split.TEST).first(TEST))
            .orElseGet(() -> SyntheticDigits.generate(TEST, 2));
    System.out.println("test accuracy on " + test.name() + ", 3 of 15 nodes attack");
    List<Aggregator> rules =
        List.of(
            new Mean(),
            new CoordinateWiseMedian(),
            new TrimmedMean(ATTACKERS),
            new MultiKrum(ATTACKERS),
            new PreAggregated(
                List.of(new NearestNeighborMixing(ATTACKERS)), new TrimmedMean(ATTACKERS)));
    for (Aggregator rule : rules) {
      double accuracy = accuracy(rule, rounds, training, test.toDataSet());
      System.out.println(String.format(Locale.ROOT, "%-28s %5.1f%%", rule, 100 * accuracy));
    }
    System.out.println("expected: mean below 20%, the others above 40%");
  }

  private static double accuracy(Aggregator rule, int rounds, ImageDataset training, DataSet test) {
    MultiLayerNetwork network = ExampleNetwork.MLP.create(training.shape(), training.classes(), 1);
    BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(rule.byzantine().orElse(ATTACKERS))
        .rule(rule)
        .attack(new SignFlipping(false, 4))
        .attackers(ATTACKERS)
        .schedule(new BrsgdSchedule(1, 0.55))
        .batchSize(32)
        .rounds(rounds)
        .seed(1)
        .build()
        .fit(network, training.toDataSet());
    return network.evaluate(new SingletonDataSetIterator(test)).accuracy();
  }
}
