package io.github.brsgd.attack;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.linalg.Substitution;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Asks the server's rule what it would make of a forged row: on the rows that pass the server's
 * screen, set for as many fewer Byzantine ones, with the context that the server gives it.
 */
final class ServerProbe {

  private final AttackContext context;
  private final INDArray rows;
  private final int[] forged;
  private final Aggregator rule;
  private final AggregationContext server;
  private final Substitution substitution;

  private ServerProbe(
      AttackContext context,
      INDArray rows,
      int[] forged,
      Aggregator rule,
      AggregationContext server) {
    this.context = context;
    this.rows = rows;
    this.forged = forged;
    this.rule = rule;
    this.server = server;
    this.substitution = Substitution.in(rows, forged);
  }

  /**
   * A probe of this round; empty if there is nothing to search: fewer finite honest rows than
   * {@code atLeast}, no attackers, or more rows lost than the server stands.
   */
  static Optional<ServerProbe> of(AttackContext context, int atLeast) {
    int[] byzantine = context.byzantine();
    if (context.honestRows(atLeast).isEmpty() || byzantine.length == 0) {
      return Optional.empty();
    }
    AggregationContext server =
        new AggregationContext(
            context.round(),
            context.previous(),
            context.seed(),
            new RowNodes.InOrder(),
            context.trusted());
    int[] kept = context.passing();
    int dropped = context.rows() - kept.length;
    if (dropped == 0 && context.rows() == context.updates().size(0)) {
      context.rule().check(context.rows());
      return Optional.of(
          new ServerProbe(context, context.updates(), byzantine, context.rule(), server));
    }
    OptionalInt q = context.rule().byzantine();
    if (q.isPresent() && q.getAsInt() < dropped) {
      return Optional.empty();
    }
    int[] forged = Arrays.stream(byzantine).map(node -> Arrays.binarySearch(kept, node)).toArray();
    return Optional.of(
        new ServerProbe(
            context,
            Nd4j.pullRows(context.updates(), 1, kept),
            forged,
            q.isPresent() ? context.rule().tolerating(q.getAsInt() - dropped) : context.rule(),
            server.withNodes(
                new RowNodes.Listed(Arrays.stream(kept).boxed().collect(Collectors.toList())))));
  }

  /** The honest mean. */
  INDArray mean() {
    return honest().mean();
  }

  /** The finite honest rows. */
  Rows honest() {
    return context.honestRows(1).orElseThrow();
  }

  /**
   * The aggregate if all attackers send this vector, which is capped in place; the honest mean, so
   * nothing gained, where the rule fails.
   */
  INDArray aggregate(INDArray vector) {
    return aggregation(vector).map(Aggregation::vector).orElseGet(this::mean);
  }

  /**
   * Whether the rule gives weight to a forged row if all attackers send this vector, which is
   * capped in place; not where it fails or tells no weights.
   */
  boolean picks(INDArray vector) {
    double[] weights = aggregation(vector).map(Aggregation::rowWeights).orElse(new double[0]);
    return weights.length > 0 && Arrays.stream(forged).anyMatch(row -> weights[row] != 0);
  }

  private Optional<Aggregation> aggregation(INDArray vector) {
    Finite.cap(vector);
    try {
      return Optional.of(
          rule instanceof RowsAggregator byRows
              ? byRows.aggregate(substitution.with(vector), server)
              : rule.aggregate(written(vector), server));
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** All rows as a matrix: a rule that wants one would else get a copy each time. */
  private INDArray written(INDArray vector) {
    for (int row : forged) {
      rows.getRow(row, true).assign(vector);
    }
    return rows;
  }
}
