package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import java.util.List;

/**
 * (G, B)-gradient dissimilarity of the honest nodes (Karimireddy, He and Jaggi, ICLR 2022; Allouah,
 * Guerraoui, Gupta, Pinot and Rizk, NeurIPS 2023), as a run showed it:
 *
 * <pre>
 * (1/h) sum ||g_i - g||^2  &lt;=  intercept + slope ||g||^2,   intercept = G^2, slope = B^2
 * </pre>
 *
 * <p>g_i is the gradient of honest node i over all its examples and g their mean. The names are not
 * those of the papers: G is a gradient and B another constant elsewhere here.
 *
 * <p>Many pairs bound the same rounds, a larger slope for a smaller intercept. The pair given is
 * that of non-negative least squares, lifted until no round exceeds it, by a factor as for {@link
 * ExpectedSmoothnessFit} or by the intercept, whichever misses the rounds by less: it follows the
 * rounds as a whole, and needs no choice of one constant beforehand. It holds on the path that was
 * seen and not beyond; where {@code ||g||} hardly varied, how it is split between the two means
 * little.
 *
 * @param intercept G^2, what remains where g is 0
 * @param slope B^2
 * @since 0.2
 */
public record Dissimilarity(double intercept, double slope) {

  /** Checks that neither is negative. */
  public Dissimilarity {
    Check.nonNegative("intercept", intercept);
    Check.nonNegative("slope", slope);
  }

  /**
   * Fits.
   *
   * @param spreads at least one
   * @return a pair that bounds each of them
   * @throws IllegalArgumentException if there is none
   */
  public static Dissimilarity of(List<NodeSpread> spreads) {
    if (spreads.isEmpty()) {
      throw new IllegalArgumentException("spreads: need at least one");
    }
    double[] fit =
        BoundFit.nearer(
            spreads.stream()
                .map(spread -> new double[] {spread.squaredMean(), 1})
                .toArray(double[][]::new),
            spreads.stream().mapToDouble(NodeSpread::dispersion).toArray());
    return new Dissimilarity(fit[1], fit[0]);
  }
}
