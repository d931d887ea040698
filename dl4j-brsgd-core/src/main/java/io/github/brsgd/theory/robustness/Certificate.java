package io.github.brsgd.theory.robustness;

import java.util.OptionalDouble;

/**
 * A proof that a rule is (q, kappa)-robust: for all m rows in R^d and every set S of m-q of them,
 *
 * <pre>
 * ||A(x_1, ..., x_m) - xbar||^2  &lt;=  kappa (1/|S|) sum_{i in S} ||x_i - xbar||^2,
 * xbar = (1/|S|) sum_{i in S} x_i
 * </pre>
 *
 * <p>kappa depends on m and q alone, neither on d nor on the rows. It has no unit. Both sides are
 * of exact arithmetic: a result in floats is off by rounding.
 *
 * @see <a href="https://proceedings.mlr.press/v206/allouah23a.html">Allouah, Farhadkhani,
 *     Guerraoui, Gupta, Pinot and Stephan, "Fixing by mixing: a recipe for optimal Byzantine ML
 *     under heterogeneity", AISTATS 2023, definition 2</a>
 * @since 0.2
 */
@FunctionalInterface
public interface Certificate {

  /**
   * The constant.
   *
   * @param minority m and q
   * @return kappa, at least {@link Minority#floor}; empty where the proof does not reach
   */
  OptionalDouble kappa(Minority minority);
}
