package io.github.brsgd.training.server;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.checks.Reason;
import io.github.brsgd.linalg.NoMatrixException;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.linalg.SpareVectors;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
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

  private final int declared;
  private ServerSettings settings;
  private final SlotLayout slots;
  private final TrainableNetwork network;
  private Optional<INDArray> previous = Optional.empty();
  private List<INDArray> last = List.of();

  /** Those of the round before, which may be read until this one ends. */
  private List<INDArray> outgoing = List.of();

  /** For a network, which is only asked what it can hold. */
  Combiner(ServerSettings settings, SlotLayout slots, TrainableNetwork network) {
    this.declared = settings.byzantine();
    this.settings = settings;
    this.slots = slots;
    this.network = network;
  }

  /** Goes on with other numbers of rows and of Byzantine ones among them. */
  void use(ServerSettings others) {
    settings = others;
  }

  /**
   * Combines the rows of a round.
   *
   * @param answers rows as sent
   * @param gradients the same rows with 0 in the entries that are no gradients
   * @param screening of these rows
   * @param round k
   * @param trusted the server's own row, for rules that ask for it
   * @throws FailedRoundException if more than q rows were set aside, a rule throws or cannot serve
   *     the rows left, or its result is not a finite vector of d entries
   */
  RoundAggregate combine(
      RoundRows answers,
      Rows gradients,
      Screening screening,
      int round,
      Optional<INDArray> trusted) {
    int dropped = screening.dropped().size();
    if (dropped > settings.byzantine()) {
      throw new FailedRoundException(
          round,
          screening.dropped(),
          "nodes "
              + screening.dropped()
              + " sent NaN or infinite values, more than byzantine q="
              + settings.byzantine()
              + (settings.byzantine() < declared
                  ? " left of q=" + declared + " after exclusions"
                  : ""));
    }
    if (screening.kept().isEmpty()) {
      throw new FailedRoundException(
          round, screening.dropped(), "no row is left, nodes " + screening.dropped() + " answered");
    }
    AggregationContext context =
        new AggregationContext(
            round, previous, settings.seed(), new RowNodes.Listed(screening.kept()), trusted);
    Rows kept = gradients.select(screening.rows());
    Aggregation result = apply(settings.rule(), kept, screening, context, true);
    INDArray gradient = result.vector();
    INDArray step = gradient;
    if (slots.statistics() > 0) {
      Rows statistics = answers.rows().select(screening.rows()).columns(slots.statisticsColumns());
      INDArray combined =
          apply(settings.statisticsRule(), statistics, screening, context.withoutMemory(), false)
              .vector();
      step = gradient.dup();
      slots.putStatistics(combined, step);
      free(List.of(combined));
    }
    endRound();
    outgoing = last;
    last = List.of(gradient, step);
    previous = Optional.of(gradient);
    return new RoundAggregate(
        gradient,
        step,
        byNode(result.rowWeights(), screening.kept()),
        () -> byNode(result.usedShares(kept), screening.kept()));
  }

  /** Runs a rule, set for what can still be Byzantine among the rows left. */
  private Aggregation apply(
      Aggregator original,
      Rows rows,
      Screening screening,
      AggregationContext context,
      boolean ofGradients) {
    int q = settings.byzantine() - screening.dropped().size();
    try {
      Aggregator rule = original.byzantine().isPresent() ? original.tolerating(q) : original;
      rule.check(rows.count(), q);
      Aggregation result = owned(rule.aggregate(rows, context), rows);
      if (ofGradients) {
        slots.clearAllButGradients(result.vector());
      }
      if (Rows.of(result.vector()).nonFinite().length > 0) {
        throw new IllegalArgumentException("gave NaN or infinite values for finite rows");
      }
      if (network.overflows(result.vector())) {
        throw new IllegalArgumentException(
            "gave values up to "
                + result.vector().amaxNumber()
                + ", infinite in the network's type "
                + network.parameters().dataType());
      }
      return result;
    } catch (NoMatrixException e) {
      throw new NoMatrixException(original + ": " + Reason.of(e));
    } catch (RuntimeException e) {
      String message = Reason.of(e);
      throw new FailedRoundException(
          context.round(),
          screening.dropped(),
          original
              + " failed for "
              + rows.count()
              + " rows"
              + (screening.dropped().isEmpty()
                  ? ""
                  : " (nodes " + screening.dropped() + " sent NaN or infinite values)")
              + ": "
              + message,
          e);
    }
  }

  /**
   * Refuses a result that is none, and copies one that shares memory with another array: it will be
   * written to and freed.
   */
  private Aggregation owned(Aggregation result, Rows rows) {
    INDArray vector = result.vector();
    if (vector.length() != rows.length() || vector.dataType() != rows.type()) {
      throw new IllegalArgumentException(
          "need a result of d="
              + rows.length()
              + " and type "
              + rows.type()
              + ", got length "
              + vector.length()
              + " and type "
              + vector.dataType());
    }
    if (result.hasRowWeights() && result.rowWeights().length != rows.count()) {
      throw new IllegalArgumentException(
          "need a weight per row, got " + result.rowWeights().length + " for m=" + rows.count());
    }
    boolean shared =
        vector.isView()
            || last.stream().anyMatch(l -> l.data().address() == vector.data().address());
    boolean row = vector.rank() == 2 && vector.size(0) == 1;
    // A reshaped array counts as a view, which cannot be freed.
    INDArray own = shared || !row ? vector.reshape(1, vector.length()).dup('c') : vector;
    return new Aggregation(own, result.rowWeights(), result.use());
  }

  /**
   * Frees vectors that nobody may use any more. They lie off the heap, where the collector does not
   * see how large they are.
   */
  private static void free(List<INDArray> vectors) {
    vectors.forEach(SpareVectors::free);
  }

  /** Frees what was good until the end of this round. */
  void endRound() {
    free(outgoing);
    outgoing = List.of();
  }

  /** Frees what the last round left. */
  void close() {
    endRound();
    free(last);
    last = List.of();
    previous = Optional.empty();
  }

  /** Values by row as values by node; 0 for nodes that have no row. */
  private double[] byNode(double[] values, List<Integer> nodes) {
    double[] byNode = new double[values.length == 0 ? 0 : settings.nodes()];
    for (int row = 0; row < values.length; row++) {
      byNode[nodes.get(row)] = values[row];
    }
    return byNode;
  }

  /** The last aggregate, as rules with memory see it. */
  Optional<INDArray> previous() {
    return previous;
  }

  /** Goes on after this aggregate, of which it takes a copy. */
  void resume(Optional<INDArray> aggregate) {
    Optional<INDArray> own = aggregate.map(INDArray::dup);
    endRound();
    free(last);
    previous = own;
    last = previous.stream().toList();
  }
}
