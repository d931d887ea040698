package io.github.brsgd.cli.report;

import io.github.brsgd.training.model.Evaluator;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * How well a network does on each class.
 *
 * @since 0.1
 */
public final class ClassAccuracy {

  private static final double PERCENT = 100;

  private final Evaluation evaluation;
  private final List<String> names;

  private ClassAccuracy(Evaluation evaluation, List<String> names) {
    this.evaluation = evaluation;
    this.names = List.copyOf(names);
  }

  /**
   * Evaluates a network.
   *
   * @param network a {@code MultiLayerNetwork} or a {@code ComputationGraph}
   * @param test the examples to judge by
   * @param names a name per class
   * @return its accuracy
   */
  public static ClassAccuracy of(Model network, DataSetIterator test, List<String> names) {
    Evaluation evaluation = new Evaluator(TrainableNetwork.of(network)).evaluate(test);
    return new ClassAccuracy(evaluation, names);
  }

  /**
   * The share of examples that are classified rightly.
   *
   * @return in [0, 1]
   */
  public double total() {
    return evaluation.accuracy();
  }

  /**
   * A row per class: how many there are, how many of them are found, and what they are most often
   * mistaken for.
   *
   * @return the table
   */
  public TextTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      int all = 0;
      int worst = -1;
      for (int other = 0; other < names.size(); other++) {
        int count = evaluation.getConfusionMatrix().getCount(c, other);
        all += count;
        if (other != c
            && count > 0
            && (worst < 0 || count > evaluation.getConfusionMatrix().getCount(c, worst))) {
          worst = other;
        }
      }
      int right = evaluation.getConfusionMatrix().getCount(c, c);
      rows.add(
          List.of(
              names.get(c),
              String.valueOf(all),
              all == 0 ? "-" : String.format(Locale.ROOT, "%.1f", PERCENT * right / all),
              worst < 0 ? "-" : names.get(worst)));
    }
    return new TextTable(List.of("class", "images", "right, %", "most often taken for"), rows);
  }
}
