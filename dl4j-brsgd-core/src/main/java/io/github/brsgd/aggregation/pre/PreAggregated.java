package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.linalg.Rows;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule behind one or more pre-aggregations: each step mixes the rows of the step before it, and
 * the rule combines what comes out.
 *
 * <p>No step's rows are stored. A {@link RowsAggregator} reads them block by block; for another
 * rule the last step's m' x d matrix is written once. Row weights refer to the rows that went in:
 * if the rule weights row k of the last step by w_k and the steps mix by A_1, A_2, ..., the weights
 * are w ... A_2 A_1.
 *
 * <p>All members that have a q must have the same, which is this rule's; {@link #tolerating} sets
 * it in all of them. Steps that draw get streams of their own, the rule keeps the one it has alone.
 * Requires that every member gets as many rows as it asks for; the error names the first that does
 * not.
 *
 * @param steps pre-aggregations in the order in which they are applied, at least one
 * @param rule what combines the rows of the last
 * @since 0.1
 */
public record PreAggregated(List<PreAggregator> steps, Aggregator rule) implements RowsAggregator {

  /** More rows than any call can have. */
  private static final int MOST_ROWS = 1 << 30;

  /** Copies the list and checks that all members agree on q. */
  public PreAggregated {
    steps = List.copyOf(steps);
    Objects.requireNonNull(rule, "rule");
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("PreAggregated: need at least one step, got none");
    }
    Object first = null;
    OptionalInt q = OptionalInt.empty();
    for (PreAggregator step : steps) {
      if (step.byzantine().isPresent()) {
        checkAgree(first, q, step, step.byzantine());
        first = step;
        q = step.byzantine();
      }
    }
    checkAgree(first, q, rule, rule.byzantine());
  }

  /**
   * A rule behind one pre-aggregation.
   *
   * @param step what mixes the rows
   * @param rule what combines them
   */
  public PreAggregated(PreAggregator step, Aggregator rule) {
    this(List.of(step), rule);
  }

  private static void checkAgree(Object first, OptionalInt q, Object other, OptionalInt otherQ) {
    if (q.isPresent() && otherQ.isPresent() && q.getAsInt() != otherQ.getAsInt()) {
      throw new IllegalArgumentException(
          "PreAggregated: need the same q everywhere, got q="
              + q.getAsInt()
              + " in "
              + first
              + " and q="
              + otherQ.getAsInt()
              + " in "
              + other);
    }
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    checkNodes(rows.count());
    Rows mixed = rows;
    RowNodes nodes = context.nodes();
    double[][][] mixing = new double[steps.size()][][];
    for (int k = 0; k < mixing.length; k++) {
      PreAggregator step = steps.get(k);
      mixing[k] = step.mixing(mixed, context.derive(k).withNodes(nodes));
      mixed = mixed.mix(mixing[k]);
      nodes = step.keepsNodes() ? nodes : new RowNodes.Anonymous(step.toString());
    }
    AggregationContext last = context.withNodes(nodes);
    Aggregation result = rule.aggregate(mixed, last);
    if (!result.hasRowWeights()) {
      return result;
    }
    double[] weights = result.rowWeights();
    for (int k = mixing.length - 1; k >= 0; k--) {
      weights = product(weights, mixing[k]);
    }
    return new Aggregation(result.vector(), weights);
  }

  private static double[] product(double[] weights, double[][] mixing) {
    double[] result = new double[mixing[0].length];
    for (int k = 0; k < mixing.length; k++) {
      for (int i = 0; i < result.length; i++) {
        result[i] += weights[k] * mixing[k][i];
      }
    }
    return result;
  }

  /** The one place that decides which m the members accept together. */
  private void checkNodes(int m) {
    int left = m;
    for (PreAggregator step : steps) {
      checkMember(m, left, step, step.minimumNodes());
      left = step.rowsOut(left);
    }
    checkMember(m, left, rule, rule.minimumNodes());
  }

  private void checkMember(int m, int left, Object member, int needed) {
    if (left < needed) {
      throw new IllegalArgumentException(
          String.format(
              "PreAggregated: need m >= %d for %s, got m=%d: %s needs %d rows and gets %d",
              minimumNodes(), describe(), m, member, needed, left));
    }
  }

  private String describe() {
    return Stream.concat(steps.stream(), Stream.of(rule))
        .map(Object::toString)
        .collect(Collectors.joining(" + "));
  }

  @Override
  public int minimumNodes() {
    int needed = rule.minimumNodes();
    for (int k = steps.size() - 1; k >= 0; k--) {
      needed = Math.max(steps.get(k).minimumNodes(), leastGiving(steps.get(k), needed));
    }
    return needed;
  }

  /** The least number of rows of which a step makes so many. */
  private static int leastGiving(PreAggregator step, int rows) {
    int low = 1;
    int high = MOST_ROWS;
    while (low < high) {
      int middle = (low + high) / 2;
      if (step.rowsOut(middle) >= rows) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  @Override
  public OptionalInt byzantine() {
    return steps.stream()
        .map(PreAggregator::byzantine)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElseGet(rule::byzantine);
  }

  @Override
  public PreAggregated tolerating(int q) {
    return new PreAggregated(
        steps.stream().map(step -> step.tolerating(q)).toList(), rule.tolerating(q));
  }
}
