package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Rows;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the server's previous aggregate, or a point on the way from it to the honest mean, with a
 * small step at an angle to where the run is heading: a rule that clips around its memory sees
 * nothing to clip.
 *
 * <pre>
 * r   = lambda M + (1 - lambda) mu,  M the previous aggregate; r = mu while there is none
 * x_b = pi M + (1 - pi) mu + z (sin(theta) u + cos(theta) r/||r||)
 * u   = the unit vector of (1, ..., 1) less its projection on r
 * </pre>
 *
 * <p>M is 0 while there is none. r = 0: without the step; all of (1, ..., 1) along r: u = 0. The
 * defaults for lambda and pi are those of the authors' code, where z is the paper's z of {@link
 * ALittleIsEnough} and theta is 270 degrees, the other end of the same line; 1 and 90 are ours.
 * Statistics, which have no previous aggregate, are moved from mu alone. Cost: O(d h).
 *
 * <p>With partial knowledge mu is the mean of the attackers' own honest rows.
 *
 * <p>Example, lambda = 0.5, theta = 90, pi = 1, z = 2, M = (2, 0): the honest row (0, 0) gives r =
 * (1, 0), u = (0, 1) and (2, 2).
 *
 * @param lambda weight of the previous aggregate in the reference r, in [0, 1]
 * @param theta angle between the step and r in degrees, finite
 * @param pi weight of the previous aggregate in where the step begins, in [0, 1]
 * @param z length of the step, finite
 * @param knowledge full or partial
 * @see <a href="https://arxiv.org/abs/2208.09894">Ozfatura, Ozfatura, Kupcu and Gunduz, "Byzantines
 *     can also learn from history: fall of centered clipping in federated learning", IEEE TIFS
 *     2024</a>
 * @since 0.2
 */
public record RelocatedOrthogonalPerturbation(
    double lambda, double theta, double pi, double z, Knowledge knowledge) implements Attack {

  /** Weight of the previous aggregate in the reference unless set. */
  public static final double DEFAULT_LAMBDA = 0.9;

  /** Angle unless set, in degrees. */
  public static final double DEFAULT_THETA = 90;

  /** Weight of the previous aggregate in the beginning unless set. */
  public static final double DEFAULT_PI = 1;

  /** Length of the step unless set. */
  public static final double DEFAULT_Z = 1;

  /** Shorter than this, per coordinate and squared, u is rounding: (1, ..., 1) lies along r. */
  private static final double NOTHING = 1e-12;

  /** Checks all parameters. */
  public RelocatedOrthogonalPerturbation {
    weight("lambda", lambda);
    finite("theta", theta);
    weight("pi", pi);
    finite("z", z);
    Knowledge.check(
        "RelocatedOrthogonalPerturbation", knowledge, Knowledge.FULL, Knowledge.PARTIAL);
  }

  /** The attack with all defaults and full knowledge. */
  public RelocatedOrthogonalPerturbation() {
    this(DEFAULT_LAMBDA, DEFAULT_THETA, DEFAULT_PI, DEFAULT_Z, Knowledge.FULL);
  }

  private static void weight(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(
          "RelocatedOrthogonalPerturbation: need 0 <= "
              + name
              + " <= 1, got "
              + name
              + "="
              + value);
    }
  }

  private static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "RelocatedOrthogonalPerturbation: need a finite " + name + ", got " + name + "=" + value);
    }
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    AttackContext known = context.limitedTo(knowledge);
    known.honestRows(1).ifPresent(rows -> known.sendFromAll(forged(rows.mean(), known.previous())));
  }

  private INDArray forged(INDArray mean, Optional<INDArray> previous) {
    INDArray heading = Polar.of(previous.map(m -> between(lambda, m, mean)).orElse(mean)).unit();
    INDArray sent = previous.map(m -> between(pi, m, mean)).orElseGet(() -> mean.mul(1 - pi));
    double length = Finite.factor(z, mean.dataType());
    double angle = Math.toRadians(theta);
    if (heading.amaxNumber().doubleValue() == 0) {
      return sent;
    }
    INDArray across = across(heading).muli(length * Math.sin(angle));
    return sent.addi(across).addi(heading.muli(length * Math.cos(angle)));
  }

  private static INDArray between(double weight, INDArray previous, INDArray mean) {
    return mean.mul(1 - weight).addi(previous.mul(weight));
  }

  /** The unit vector of (1, ..., 1) less its projection on a unit vector. */
  private static INDArray across(INDArray heading) {
    INDArray across = heading.mul(-heading.sumNumber().doubleValue()).addi(1);
    double squared = Rows.of(across).squaredNorms()[0];
    return squared > NOTHING * across.length() ? across.divi(Math.sqrt(squared)) : across.assign(0);
  }

  @Override
  public String toString() {
    return new MemberText("rop")
        .with("lambda", lambda, DEFAULT_LAMBDA)
        .with("theta", theta, DEFAULT_THETA)
        .with("pi", pi, DEFAULT_PI)
        .with("z", z, DEFAULT_Z)
        .with("knowledge", knowledge, Knowledge.FULL)
        .toString();
  }
}
