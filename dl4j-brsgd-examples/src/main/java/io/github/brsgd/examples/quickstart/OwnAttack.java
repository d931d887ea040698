package io.github.brsgd.examples.quickstart;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.ImageDataset;
import io.github.brsgd.data.SyntheticDigits;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * An attack of one's own: all Byzantine nodes send the honest mean with the sign of its second half
 * turned and lengthened.
 *
 * <pre>
 * x_b = (mu_1, ..., mu_{d/2}, -scale mu_{d/2+1}, ..., -scale mu_d)
 * </pre>
 *
 * <p>A record that implements {@link Attack} is all that a training master needs; as with {@link
 * OwnRule}, a provider would give it a name. In {@link #main} the mean should end below 30%, the
 * median above 45%.
 *
 * @param scale how much longer
 * @since 0.2
 */
public record OwnAttack(double scale) implements Attack {

  private static final int NODES = 15;
  private static final int ATTACKERS = 4;
  private static final int ROUNDS = 60;

  @Override
  public void forge(AttackContext context) {
    context
        .honestRows(1)
        .ifPresent(
            honest -> {
              var sent = honest.mean();
              long half = sent.length() / 2;
              for (long j = half; j < sent.length(); j++) {
                sent.putScalar(j, -scale * sent.getDouble(j));
              }
              context.sendFromAll(sent);
            });
  }

  /**
   * Trains under the attack with two rules.
   *
   * @param args the number of rounds; none for 60
   */
  public static void main(String[] args) {
    int rounds = args.length == 0 ? ROUNDS : Integer.parseInt(args[0]);
    ImageDataset images = SyntheticDigits.generate(6_000, 1);
    System.out.println("test accuracy on synthetic digits, 4 of 15 nodes attack");
    for (Aggregator rule : List.of(new Mean(), new CoordinateWiseMedian())) {
      MultiLayerNetwork network = ExampleNetwork.MLP.create(images.shape(), images.classes(), 1);
      BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(rule.byzantine().orElse(ATTACKERS))
          .rule(rule)
          .attack(new OwnAttack(4))
          .attackers(ATTACKERS)
          .schedule(new BrsgdSchedule(1, 0.55))
          .batchSize(32)
          .rounds(rounds)
          .seed(1)
          .build()
          .fit(network, images.toDataSet());
      var test = new SingletonDataSetIterator(SyntheticDigits.generate(2_000, 2).toDataSet());
      double percent = 100 * network.evaluate(test).accuracy();
      System.out.println(String.format(Locale.ROOT, "%-8s %5.1f%%", rule, percent));
    }
    System.out.println("expected: mean below 30%, median above 45%");
  }
}
