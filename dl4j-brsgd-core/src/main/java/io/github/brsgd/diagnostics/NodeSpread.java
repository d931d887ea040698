package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;

/**
 * How far the honest nodes' own gradients were apart in one round: g_i is the gradient of node i
 * over all its examples, g their mean. No sampling noise of minibatches is in it.
 *
 * @param round k
 * @param honest h, the honest nodes, at least 2
 * @param squaredMean {@code ||g||^2}
 * @param dispersion {@code (1/h) sum ||g_i - g||^2}
 * @since 0.2
 */
public record NodeSpread(int round, int honest, double squaredMean, double dispersion) {

  /** Checks the numbers. */
  public NodeSpread {
    Check.atLeast(2, "honest", honest);
    Check.nonNegative("squaredMean", squaredMean);
    Check.nonNegative("dispersion", dispersion);
  }
}
