package io.github.brsgd.diagnostics;

import java.util.Arrays;

/**
 * A bound that is linear in known terms, the last of them a constant: least squares under
 * coefficients &gt;= 0, then scaled up until no value exceeds it.
 *
 * <p>The constrained minimum is found by trying all sets of unknowns that may differ from 0, which
 * suits a few of them.
 */
final class BoundFit {

  private BoundFit() {}

  /**
   * Fits.
   *
   * @param terms at least one row of finite terms that are not negative, the last of each row 1
   * @param values what is to be bounded, one per row, finite and not negative
   * @return coefficients, one per term
   */
  static double[] of(double[][] terms, double[] values) {
    return fit(terms, values, false);
  }

  /**
   * The same lifted by its constant alone, where that misses the values by less: a factor that
   * serves one value near 0 may be a large one for the others.
   */
  static double[] nearer(double[][] terms, double[] values) {
    double[] scaled = fit(terms, values, false);
    double[] lifted = fit(terms, values, true);
    return error(terms, values, lifted) < error(terms, values, scaled) ? lifted : scaled;
  }

  private static double[] fit(double[][] terms, double[] values, boolean byConstant) {
    double largest = Arrays.stream(values).max().orElseThrow();
    if (largest == 0) {
      return new double[terms[0].length];
    }
    // In units of their own, whose squares neither overflow nor vanish.
    double[] units = units(terms);
    double[][] scaledTerms =
        Arrays.stream(terms).map(t -> quotients(t, units)).toArray(double[][]::new);
    double[] scaledValues = Arrays.stream(values).map(value -> value / largest).toArray();
    double[] fit = times(largest, quotients(best(scaledTerms, scaledValues), units));
    if (byConstant) {
      for (int i = 0; i < terms.length; i++) {
        fit[fit.length - 1] += Math.max(0, values[i] - value(terms[i], fit));
      }
    }
    return scaled(terms, values, fit);
  }

  /** The largest of each term; 1 where all are 0. */
  private static double[] units(double[][] terms) {
    double[] units = new double[terms[0].length];
    for (double[] term : terms) {
      for (int c = 0; c < units.length; c++) {
        units[c] = Math.max(units[c], term[c]);
      }
    }
    return Arrays.stream(units).map(unit -> unit > 0 ? unit : 1).toArray();
  }

  private static double[] quotients(double[] values, double[] units) {
    double[] quotients = values.clone();
    for (int c = 0; c < units.length; c++) {
      quotients[c] /= units[c];
    }
    return quotients;
  }

  private static double[] best(double[][] terms, double[] values) {
    int unknowns = terms[0].length;
    double[] best = new double[unknowns];
    best[unknowns - 1] = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int set = 1; set < 1 << unknowns; set++) {
      double[] fit = solve(terms, values, set);
      double error = error(terms, values, fit);
      if (nonNegative(fit) && error < least && canBeScaled(terms, values, fit)) {
        least = error;
        best = fit;
      }
    }
    return best;
  }

  /** No factor lifts a fit that is 0 where the value is not; the constant alone always can. */
  private static boolean canBeScaled(double[][] terms, double[] values, double[] fit) {
    for (int i = 0; i < terms.length; i++) {
      if (values[i] > 0 && !(value(terms[i], fit) > 0)) {
        return false;
      }
    }
    return true;
  }

  private static double[] scaled(double[][] terms, double[] values, double[] fit) {
    double factor = 1;
    for (int i = 0; i < terms.length; i++) {
      if (values[i] > 0) {
        factor = Math.max(factor, values[i] / value(terms[i], fit));
      }
    }
    // The division rounds, and so do the products: up by ulps, ever more of them, until it holds.
    double ulps = Math.ulp(factor);
    double[] lifted = times(factor, fit);
    while (!holds(terms, values, lifted)) {
      factor += ulps;
      ulps *= 2;
      lifted = times(factor, fit);
    }
    return lifted;
  }

  private static double[] times(double factor, double[] fit) {
    return Arrays.stream(fit).map(value -> factor * value).toArray();
  }

  private static boolean holds(double[][] terms, double[] values, double[] fit) {
    for (int i = 0; i < terms.length; i++) {
      if (value(terms[i], fit) < values[i]) {
        return false;
      }
    }
    return true;
  }

  /** Least squares over the unknowns of a set, by elimination; NaN where they are dependent. */
  private static double[] solve(double[][] terms, double[] values, int set) {
    int unknowns = terms[0].length;
    double[][] system = new double[unknowns][unknowns + 1];
    for (int r = 0; r < unknowns; r++) {
      for (int i = 0; i < terms.length; i++) {
        for (int c = 0; c < unknowns; c++) {
          system[r][c] += in(set, r) && in(set, c) ? terms[i][r] * terms[i][c] : 0;
        }
        system[r][unknowns] += in(set, r) ? terms[i][r] * values[i] : 0;
      }
      if (!in(set, r)) {
        system[r][r] = 1;
      }
    }
    for (int r = 0; r < unknowns; r++) {
      for (int below = 0; below < unknowns; below++) {
        if (below != r) {
          double ratio = system[below][r] / system[r][r];
          for (int c = r; c <= unknowns; c++) {
            system[below][c] -= ratio * system[r][c];
          }
        }
      }
    }
    double[] fit = new double[unknowns];
    for (int r = 0; r < unknowns; r++) {
      fit[r] = system[r][unknowns] / system[r][r];
    }
    return fit;
  }

  private static boolean in(int set, int unknown) {
    return (set >> unknown & 1) == 1;
  }

  private static boolean nonNegative(double[] fit) {
    return Arrays.stream(fit).allMatch(value -> value >= 0)
        && Double.isFinite(Arrays.stream(fit).sum());
  }

  private static double error(double[][] terms, double[] values, double[] fit) {
    double error = 0;
    for (int i = 0; i < terms.length; i++) {
      double miss = value(terms[i], fit) - values[i];
      error += miss * miss;
    }
    return error;
  }

  private static double value(double[] terms, double[] fit) {
    double value = 0;
    for (int c = 0; c < fit.length; c++) {
      value += terms[c] * fit[c];
    }
    return value;
  }
}
