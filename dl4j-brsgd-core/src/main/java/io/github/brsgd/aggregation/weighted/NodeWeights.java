package io.github.brsgd.aggregation.weighted;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.RowNodes;
import io.github.brsgd.checks.PlainNumber;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * How much each node counts, as whoever runs the server has decided.
 *
 * <p>A weight is the server's own knowledge of a node: what it is audited for, what was agreed, how
 * much data it is known to have. What a node says of itself is none, for a Byzantine node would say
 * most. Only ratios matter: all weights times a number are the same weights.
 *
 * <p>Weights belong to ids and not to places among the rows: where nodes are absent, excluded or
 * set aside, the others keep theirs. A node without a weight is refused, and so are weights without
 * a node. None may be more than a million times another, so that no weight is within the rounding
 * of their sum.
 *
 * @param values weight of node 0, 1, ..., positive and finite, at least one
 * @since 0.2
 */
public record NodeWeights(List<Double> values) implements Serializable {

  private static final double LARGEST_RATIO = 1e6;

  private static final Pattern SEPARATOR = Pattern.compile("/");

  /** Checks and copies the weights. */
  public NodeWeights {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("weights: need one per node, got none");
    }
    for (int node = 0; node < values.size(); node++) {
      double weight = values.get(node);
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weights: need positive, finite weights, got " + weight + " for node " + node);
      }
    }
    double least = Collections.min(values);
    double largest = Collections.max(values);
    if (largest / least > LARGEST_RATIO) {
      throw new IllegalArgumentException(
          "weights: need the largest at most 1e6 times the least, got "
              + least
              + " and "
              + largest);
    }
  }

  /**
   * The weights of nodes 0, 1, ...
   *
   * @param values positive and finite
   * @return the weights
   * @throws IllegalArgumentException as of the constructor
   */
  public static NodeWeights of(double... values) {
    return new NodeWeights(DoubleStream.of(values).boxed().toList());
  }

  /**
   * Reads what {@link #toString} writes.
   *
   * @param text numbers between slashes, such as {@code 3/1/1/0.5}
   * @return the weights
   * @throws IllegalArgumentException if something between two slashes is no decimal number, or as
   *     of the constructor
   */
  public static NodeWeights parse(String text) {
    List<Double> values = new ArrayList<>();
    for (String part : SEPARATOR.split(text, -1)) {
      try {
        values.add(PlainNumber.parse(part.strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "weights: need numbers between slashes, as in 3/1/1/0.5, got '"
                + part
                + "' for node "
                + values.size(),
            e);
      }
    }
    return new NodeWeights(values);
  }

  /**
   * How many nodes have a weight.
   *
   * @return n, at least 1
   */
  public int count() {
    return values.size();
  }

  /**
   * The largest share of the weight that q of m rows may hold, whoever the m nodes are that answer:
   * that of the q heaviest nodes beside the lightest.
   *
   * @param m rows, in 1..n
   * @param q of them, at least 0
   * @return a share in [0, 1]
   */
  public double largestShare(int m, int q) {
    if (q >= m) {
      return 1;
    }
    double[] scaled = scaled();
    double[] ascending = DoubleStream.of(scaled).sorted().toArray();
    double heaviest = 0;
    double lightest = 0;
    for (int k = 0; k < q; k++) {
      heaviest += ascending[ascending.length - 1 - k];
    }
    for (int k = 0; k < m - q; k++) {
      lightest += ascending[k];
    }
    return heaviest / (heaviest + lightest);
  }

  /** Refuses another number of nodes than there are weights; {@code rule} is for the message. */
  void checkNodes(String rule, int nodes) {
    if (nodes != count()) {
      throw new IllegalArgumentException(
          rule + ": need one weight per node, got " + count() + " weights for " + nodes + " nodes");
    }
  }

  /** Refuses a number of rows that these nodes cannot send; {@code rule} is for the message. */
  void check(String rule, int m) {
    if (m < 1 || m > count()) {
      throw new IllegalArgumentException(
          rule + ": need 1 <= m <= " + count() + ", the number of weights, got m=" + m);
    }
  }

  /**
   * The weights of the rows of a call, the largest of all nodes' being 1, so that equal ones have
   * exact sums; {@code rule} is for messages.
   */
  double[] ofRows(String rule, RowNodes nodes, int m) {
    check(rule, m);
    if (nodes instanceof RowNodes.Anonymous mixed) {
      throw new IllegalArgumentException(
          rule + ": weights are of nodes, but rows are mixed: " + mixed.reason());
    }
    if (nodes instanceof RowNodes.InOrder) {
      checkNodes(rule, m);
    }
    double[] scaled = scaled();
    double[] ofRows = new double[m];
    int found = 0;
    for (int node = 0; node < scaled.length; node++) {
      OptionalInt row = nodes.rowOf(node, m);
      if (row.isPresent()) {
        ofRows[row.getAsInt()] = scaled[node];
        found++;
      }
    }
    if (found < m) {
      throw new IllegalArgumentException(
          rule
              + ": weights are of nodes 0.."
              + (scaled.length - 1)
              + ", but "
              + (m - found)
              + " of m="
              + m
              + " rows are of others");
    }
    return ofRows;
  }

  private double[] scaled() {
    double largest = Collections.max(values);
    return values.stream().mapToDouble(weight -> weight / largest).toArray();
  }

  /** Numbers between slashes: {@code 3/1/1/0.5}. */
  @Override
  public String toString() {
    return values.stream().map(MemberText::of).collect(Collectors.joining("/"));
  }
}
