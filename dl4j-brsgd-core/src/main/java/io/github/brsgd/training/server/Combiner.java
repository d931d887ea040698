package io.github.brsgd.training.server;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.SlotLayout;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Makes one vector of the rows that passed the screen, and remembers it for rules with memory.
 *
 * <p>Gradients go to the rule, statistics to a coordinate-wise rule of their own; both are set for
 * as many Byzantine rows fewer as were set aside.
 */
final class Combiner {

  private final ServerSettings settings;
  private final SlotLayout slots;
  private Optional<INDArray> previous = Optional.empty();

  Combiner(ServerSettings settings, SlotLayout slots) {
    this.settings = settings;
    this.slots = slots;
  }

  /**
   * Combines the rows of a round.
   *
   * @param answers rows as sent
   * @param gradients the same rows with 0 in the entries that are no gradients
   * @param screening of these rows
   * @param round k
   * @throws FailedRoundException if more than q rows were set aside or the result is not finite
   * @throws IllegalArgumentException if too few rows are left for the rule
   */
  RoundAggregate combine(RoundRows answers, Rows gradients, Screening screening, int round) {
    int dropped = screening.dropped().size();
    if (dropped > settings.byzantine()) {
      throw new FailedRoundException(
          round,
          screening.dropped(),
          "nodes "
              + screening.dropped()
              + " sent NaN or infinite values, more than byzantine q="
              + settings.byzantine());
    }
    AggregationContext context =
        new AggregationContext(round, previous, settings.seed())
            .withNodes(new RowNodes.Listed(screening.kept()));
    Aggregation result =
        atMost(settings.rule(), dropped).aggregate(gradients.select(screening.rows()), context);
    INDArray gradient = result.vector();
    INDArray step = gradient;
    if (slots.statistics() > 0) {
      Rows statistics = answers.rows().select(screening.rows()).columns(slots.statisticsColumns());
      step = gradient.dup();
      slots.putStatistics(
          atMost(settings.statisticsRule(), dropped).aggregate(statistics, context).vector(), step);
    }
    if (Rows.of(step).nonFinite().length > 0) {
      throw new FailedRoundException(
          round, List.of(), settings.rule() + " gave NaN or infinite values for finite rows");
    }
    previous = Optional.of(gradient);
    return new RoundAggregate(gradient, step, byNode(result.rowWeights(), screening.kept()));
  }

  /** A rule set for what can still be Byzantine among the rows left. */
  private Aggregator atMost(Aggregator rule, int dropped) {
    return rule.byzantine().isPresent() ? rule.tolerating(settings.byzantine() - dropped) : rule;
  }

  /** Weights by row as weights by node; 0 for nodes that have no row. */
  private double[] byNode(double[] weights, List<Integer> nodes) {
    double[] byNode = new double[weights.length == 0 ? 0 : settings.nodes()];
    for (int row = 0; row < weights.length; row++) {
      byNode[nodes.get(row)] = weights[row];
    }
    return byNode;
  }

  /** The last aggregate, as rules with memory see it. */
  Optional<INDArray> previous() {
    return previous;
  }

  void resume(Optional<INDArray> aggregate) {
    previous = aggregate;
  }
}
