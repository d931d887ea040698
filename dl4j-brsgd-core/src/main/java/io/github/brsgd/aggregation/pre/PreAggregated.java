package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.aggregation.RowUse;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.linalg.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
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
 * it in all of them. The mean at the end takes the chain's. Steps that draw get streams of their
 * own, the rule keeps the one it has alone. Requires that every member can serve the rows that
 * reach it, of which as many may be spoilt as there are Byzantine nodes: {@code bucketing} makes
 * few rows of many. A chain as the rule is joined: all steps of a chain draw apart.
 *
 * @param steps pre-aggregations in the order in which they are applied, at least one
 * @param rule what combines the rows of the last
 * @since 0.1
 */
public record PreAggregated(List<PreAggregator> steps, Aggregator rule) implements RowsAggregator {

  /** Copies the list, joins a chain in place of the rule, and checks that all agree on q. */
  public PreAggregated {
    Objects.requireNonNull(rule, "rule");
    if (rule instanceof PreAggregated chain) {
      steps = Stream.concat(steps.stream(), chain.steps().stream()).toList();
      rule = chain.rule();
    }
    steps = List.copyOf(steps);
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
    if (!isMean(rule)) {
      checkAgree(first, q, rule, rule.byzantine());
    }
    checkKept(steps, rule);
  }

  /** Refuses steps that leave nothing of what the rule has to know of its rows. */
  private static void checkKept(List<PreAggregator> steps, Aggregator rule) {
    if (rule.requiredNode().isPresent()) {
      checkEach(
          steps,
          PreAggregator::keepsNodes,
          step -> rule + " needs the row of a node, but after " + step + " no row is a node's");
    }
    if (rule.needsOwnRows()) {
      checkEach(
          steps,
          PreAggregator::scalesRows,
          step ->
              rule + " needs each node's own row, but " + step + " mixes rows of several nodes");
    }
  }

  /** Refuses a chain at the first step that does not keep what its rule needs. */
  private static void checkEach(
      List<PreAggregator> steps,
      Predicate<PreAggregator> keeps,
      Function<PreAggregator, String> lost) {
    steps.stream()
        .filter(step -> !keeps.test(step))
        .findFirst()
        .ifPresent(
            step -> {
              throw new IllegalArgumentException("PreAggregated: " + lost.apply(step));
            });
  }

  /** At the end of a chain the mean, which alone stands no Byzantine row, takes the chain's q. */
  private static boolean isMean(Aggregator rule) {
    return rule instanceof Mean;
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

  /** The rows that come out of steps, and how. */
  private record Mixed(Rows rows, RowNodes nodes, List<double[][]> weights) {}

  private static Mixed mixed(List<PreAggregator> steps, Rows rows, AggregationContext context) {
    Rows mixed = rows;
    RowNodes nodes = context.nodes();
    List<double[][]> weights = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      PreAggregator step = steps.get(k);
      weights.add(step.mixing(mixed, context.derive(k).withNodes(nodes)));
      mixed = mixed.mix(weights.get(k));
      nodes = step.keepsNodes() ? nodes : new RowNodes.Anonymous(step.toString());
    }
    return new Mixed(mixed, nodes, weights);
  }

  /**
   * The rows that a rule behind these steps would see.
   *
   * @param steps pre-aggregations in the order in which they are applied
   * @param rows m rows of d
   * @param context round, previous aggregate, random stream
   * @return a view of m' rows
   * @throws IllegalArgumentException if a step cannot serve the rows that reach it
   */
  public static Rows mix(List<PreAggregator> steps, Rows rows, AggregationContext context) {
    return mixed(steps, rows, context).rows();
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    check(rows.count());
    Mixed mixed = mixed(steps, rows, context);
    Aggregation result = rule.aggregate(mixed.rows(), context.withNodes(mixed.nodes()));
    if (!result.hasRowWeights()) {
      Optional<RowUse> use = result.use();
      for (int k = steps.size() - 1; k >= 0; k--) {
        double[][] mixing = mixed.weights().get(k);
        use = use.map(u -> u.ofMixed(mixing));
      }
      return new Aggregation(result.vector(), result.rowWeights(), use);
    }
    double[] weights = result.rowWeights();
    for (int k = steps.size() - 1; k >= 0; k--) {
      weights = product(weights, mixed.weights().get(k));
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

  @Override
  public void check(int m) {
    ask(m, rule::check);
  }

  /** Each member is asked with the rows that reach it; all q may have got into as many of them. */
  @Override
  public void check(int m, int q) {
    ask(
        m,
        rows -> {
          if (isMean(rule)) {
            Requirement.MAJORITY.check(rule.toString(), rows, q);
          } else {
            rule.check(rows, q);
          }
        });
  }

  private void ask(int m, IntConsumer last) {
    try {
      int left = m;
      for (PreAggregator step : steps) {
        step.check(left);
        left = step.rowsOut(left);
      }
      last.accept(left);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "PreAggregated: " + this + " at m=" + m + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void checkNodes(int nodes) {
    rule.checkNodes(nodes);
  }

  @Override
  public boolean needsOwnRows() {
    return rule.needsOwnRows();
  }

  @Override
  public OptionalInt requiredNode() {
    return rule.requiredNode();
  }

  @Override
  public boolean needsTrustedRow() {
    return rule.needsTrustedRow();
  }

  @Override
  public OptionalInt byzantine() {
    return steps.stream()
        .map(PreAggregator::byzantine)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElseGet(() -> isMean(rule) ? OptionalInt.empty() : rule.byzantine());
  }

  @Override
  public PreAggregated tolerating(int q) {
    return new PreAggregated(
        steps.stream().map(step -> step.tolerating(q)).toList(),
        isMean(rule) ? rule : rule.tolerating(q));
  }

  @Override
  public String toString() {
    return Stream.concat(steps.stream(), Stream.of(rule))
        .map(Object::toString)
        .collect(Collectors.joining("+"));
  }
}
