package io.github.brsgd.diagnostics;

import io.github.brsgd.theory.ExpectedSmoothness;
import java.util.Arrays;
import java.util.List;

/**
 * A, B, C of expected smoothness (3.3) from what was seen: least squares under A, B, C &gt;= 0,
 * then scaled up until no observation exceeds the bound.
 *
 * <pre>
 * mean ||g_i||^2  ~  2 A (F(w_k) - F_low) + B ||grad F(w_k)||^2 + C
 * </pre>
 *
 * <p>With three unknowns the constrained minimum is found by trying all sets of unknowns that may
 * differ from 0. On a short run loss and gradient norm hardly vary and the three cannot be told
 * apart: the bound then holds on the path, the split among A, B and C means little.
 *
 * @since 0.1
 */
public final class ExpectedSmoothnessFit {

  private static final int UNKNOWNS = 3;

  private ExpectedSmoothnessFit() {}

  /**
   * Fits.
   *
   * @param observations at least one
   * @param lowest F_low; 0 for losses that cannot be negative
   * @return constants for which (3.3) holds in every observation
   * @throws IllegalArgumentException if there is no observation, a loss is below F_low, or a loss,
   *     a squared norm or a second moment is not finite
   */
  public static ExpectedSmoothness of(List<Observation> observations, double lowest) {
    if (observations.isEmpty()) {
      throw new IllegalArgumentException("observations: need at least one");
    }
    double[][] terms = new double[observations.size()][];
    double[] moments = new double[terms.length];
    for (int i = 0; i < terms.length; i++) {
      Observation o = observations.get(i);
      if (!(o.loss() >= lowest) || o.loss() == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException(
            "lowest: need F_low <= every loss, which is finite, got F_low="
                + lowest
                + ", loss "
                + o.loss()
                + " in round "
                + o.round());
      }
      double norm = o.gradientNorm();
      if (!Double.isFinite(norm * norm)
          || !Double.isFinite(2 * (o.loss() - lowest))
          || !Double.isFinite(o.secondMoment())) {
        throw new IllegalArgumentException(
            "observations: need squares that are finite, got loss "
                + o.loss()
                + ", gradient norm "
                + norm
                + ", second moment "
                + o.secondMoment()
                + " in round "
                + o.round());
      }
      terms[i] = new double[] {2 * (o.loss() - lowest), o.gradientNorm() * o.gradientNorm(), 1};
      moments[i] = o.secondMoment();
    }
    double largest = Arrays.stream(moments).max().orElseThrow();
    if (largest == 0) {
      return new ExpectedSmoothness(0, 0, 0);
    }
    // In units of their own, whose squares neither overflow nor vanish.
    double[] units = units(terms);
    double[][] scaledTerms =
        Arrays.stream(terms).map(t -> quotients(t, units)).toArray(double[][]::new);
    double[] scaledMoments = Arrays.stream(moments).map(moment -> moment / largest).toArray();
    double[] fit = best(scaledTerms, scaledMoments);
    return scaled(terms, moments, times(largest, quotients(fit, units)));
  }

  /** The largest of each term; 1 where all are 0. */
  private static double[] units(double[][] terms) {
    double[] units = new double[UNKNOWNS];
    for (double[] term : terms) {
      for (int c = 0; c < UNKNOWNS; c++) {
        units[c] = Math.max(units[c], term[c]);
      }
    }
    return Arrays.stream(units).map(unit -> unit > 0 ? unit : 1).toArray();
  }

  private static double[] quotients(double[] values, double[] units) {
    double[] quotients = values.clone();
    for (int c = 0; c < UNKNOWNS; c++) {
      quotients[c] /= units[c];
    }
    return quotients;
  }

  private static double[] best(double[][] terms, double[] moments) {
    double[] best = {0, 0, 1};
    double least = Double.POSITIVE_INFINITY;
    for (int set = 1; set < 1 << UNKNOWNS; set++) {
      double[] fit = solve(terms, moments, set);
      double error = error(terms, moments, fit);
      if (nonNegative(fit) && error < least && canBeScaled(terms, moments, fit)) {
        least = error;
        best = fit;
      }
    }
    return best;
  }

  /** No factor lifts a fit that is 0 where the moment is not; the constant alone always can. */
  private static boolean canBeScaled(double[][] terms, double[] moments, double[] fit) {
    for (int i = 0; i < terms.length; i++) {
      if (moments[i] > 0 && !(value(terms[i], fit) > 0)) {
        return false;
      }
    }
    return true;
  }

  private static ExpectedSmoothness scaled(double[][] terms, double[] moments, double[] fit) {
    double factor = 1;
    for (int i = 0; i < terms.length; i++) {
      double value = value(terms[i], fit);
      if (moments[i] > 0) {
        factor = Math.max(factor, moments[i] / value);
      }
    }
    // The division rounds, and so do the products: up by ulps, ever more of them, until it holds.
    double ulps = Math.ulp(factor);
    double[] lifted = times(factor, fit);
    while (!holds(terms, moments, lifted)) {
      factor += ulps;
      ulps *= 2;
      lifted = times(factor, fit);
    }
    return new ExpectedSmoothness(lifted[0], lifted[1], lifted[2]);
  }

  private static double[] times(double factor, double[] fit) {
    return new double[] {factor * fit[0], factor * fit[1], factor * fit[2]};
  }

  private static boolean holds(double[][] terms, double[] moments, double[] fit) {
    for (int i = 0; i < terms.length; i++) {
      if (value(terms[i], fit) < moments[i]) {
        return false;
      }
    }
    return true;
  }

  /** Least squares over the unknowns of a set, by elimination; NaN where they are dependent. */
  private static double[] solve(double[][] terms, double[] moments, int set) {
    double[][] system = new double[UNKNOWNS][UNKNOWNS + 1];
    for (int r = 0; r < UNKNOWNS; r++) {
      for (int i = 0; i < terms.length; i++) {
        for (int c = 0; c < UNKNOWNS; c++) {
          system[r][c] += in(set, r) && in(set, c) ? terms[i][r] * terms[i][c] : 0;
        }
        system[r][UNKNOWNS] += in(set, r) ? terms[i][r] * moments[i] : 0;
      }
      if (!in(set, r)) {
        system[r][r] = 1;
      }
    }
    for (int r = 0; r < UNKNOWNS; r++) {
      for (int below = 0; below < UNKNOWNS; below++) {
        if (below != r) {
          double ratio = system[below][r] / system[r][r];
          for (int c = r; c <= UNKNOWNS; c++) {
            system[below][c] -= ratio * system[r][c];
          }
        }
      }
    }
    double[] fit = new double[UNKNOWNS];
    for (int r = 0; r < UNKNOWNS; r++) {
      fit[r] = system[r][UNKNOWNS] / system[r][r];
    }
    return fit;
  }

  private static boolean in(int set, int unknown) {
    return (set >> unknown & 1) == 1;
  }

  private static boolean nonNegative(double[] fit) {
    return fit[0] >= 0 && fit[1] >= 0 && fit[2] >= 0 && Double.isFinite(fit[0] + fit[1] + fit[2]);
  }

  private static double error(double[][] terms, double[] moments, double[] fit) {
    double error = 0;
    for (int i = 0; i < terms.length; i++) {
      double miss = value(terms[i], fit) - moments[i];
      error += miss * miss;
    }
    return error;
  }

  private static double value(double[] terms, double[] fit) {
    return terms[0] * fit[0] + terms[1] * fit[1] + terms[2] * fit[2];
  }
}
