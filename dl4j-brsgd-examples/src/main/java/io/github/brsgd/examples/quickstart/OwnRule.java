package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.util.Arrays;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A rule of one's own: rows longer than the median row are shortened to its length, then averaged.
 *
 * <pre>
 * r = median of ||x_1||, ..., ||x_m||        A = (1/m) sum_i x_i min(1, r / ||x_i||)
 * </pre>
 *
 * <p>A record that implements {@link Aggregator} is all that a training master needs. {@link
 * OwnRuleProvider} also gives it a name, {@code example-shortened-mean}, on the command line. An
 * attacker has as much weight as an honest node here and no more; attackers in one direction still
 * move the result. In {@link #main} the mean should end below 20%, the rule above 40%.
 *
 * @since 0.1
 */
public record OwnRule() implements Aggregator {

  private static final int NODES = 15;
  private static final int ATTACKERS = 3;
  private static final int BATCH = 32;
  private static final int ROUNDS = 60;

  @Override
  public Aggregation aggregate(INDArray updates, AggregationContext context) {
    int m = updates.rows();
    double[] norms = updates.norm2(1).toDoubleVector();
    for (int i = 0; i < m; i++) {
      if (!Double.isFinite(norms[i])) {
        throw new IllegalArgumentException("OwnRule: row " + i + " is not finite");
      }
    }
    double[] sorted = norms.clone();
    Arrays.sort(sorted);
    double longest = sorted[(m - 1) / 2];
    double[] weights = new double[m];
    INDArray sum = updates.getRow(0, true).mul(0);
    for (int i = 0; i < m; i++) {
      weights[i] = (norms[i] > longest ? longest / norms[i] : 1) / m;
      sum.addi(updates.getRow(i, true).mul(weights[i]));
    }
    return new Aggregation(sum, weights);
  }

  /**
   * Trains with the mean and with the rule while three of fifteen nodes send four times the
   * opposite gradient.
   *
   * @param args the number of rounds; none for 60
   */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    ImageDataset images = SyntheticDigits.generate(6_000, 1);
    System.out.println("test accuracy on synthetic digits, 3 of 15 nodes attack");
    show("mean", accuracy(new Mean(), 0, images, rounds));
    // A rule of one's own has no q; what is declared counts the rows that may not be finite.
    show("OwnRule", accuracy(new OwnRule(), ATTACKERS, images, rounds));
    System.out.println("expected: mean below 20%, OwnRule above 40%");
  }

  private static double accuracy(Aggregator rule, int q, ImageDataset images, int rounds) {
    MultiLayerNetwork network = ExampleNetwork.MLP.create(images.shape(), images.classes(), 1);
    BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(q)
        .rule(rule) // or by its name: Catalog.standard().rule("example-shortened-mean")
        .attack(new SignFlipping(false, 4))
        .attackers(ATTACKERS)
        .schedule(new BrsgdSchedule(1, 0.55))
        .batchSize(BATCH)
        .rounds(rounds)
        .seed(1)
        .build()
        .fit(network, images.toDataSet());
    DataSet test = SyntheticDigits.generate(1_000, 2).toDataSet();
    return network.evaluate(new SingletonDataSetIterator(test)).accuracy();
  }

  private static void show(String rule, double accuracy) {
    System.out.println(String.format(Locale.ROOT, "%-10s %5.1f%%", rule, 100 * accuracy));
  }
}
