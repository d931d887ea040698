package io.github.brsgd.attack;

import java.util.function.DoubleUnaryOperator;

/**
 * Maximises a function of one number with a given count of evaluations: from a start to the better
 * side, in steps that double as long as the value grows, then in steps that halve to both sides of
 * the best.
 */
final class LineSearch {

  private final DoubleUnaryOperator function;
  private int left;
  private double best;
  private double value;

  private LineSearch(DoubleUnaryOperator function, int evaluations, double start) {
    this.function = function;
    this.left = evaluations - 1;
    this.best = start;
    this.value = function.applyAsDouble(start);
  }

  /** The best of all points evaluated; of equal ones the first. */
  static double maximise(DoubleUnaryOperator function, int evaluations, double start, double step) {
    LineSearch search = new LineSearch(function, evaluations, start);
    search.contract(search.expand(step));
    return search.best;
  }

  /** Returns the step to go on with. */
  private double expand(double step) {
    double start = best;
    boolean up = moves(start + step);
    boolean down = moves(start - step);
    double signed = down ? -step : step;
    while (up || down) {
      signed *= 2;
      if (!moves(best + signed)) {
        break;
      }
    }
    return Math.abs(signed);
  }

  private void contract(double first) {
    double step = first;
    while (left > 0) {
      step /= 2;
      double centre = best;
      moves(centre + step);
      moves(centre - step);
    }
  }

  /** Evaluates a point while there are evaluations left; whether it is the best so far. */
  private boolean moves(double point) {
    if (left == 0) {
      return false;
    }
    left--;
    double there = function.applyAsDouble(point);
    if (there > value) {
      best = point;
      value = there;
      return true;
    }
    return false;
  }
}
