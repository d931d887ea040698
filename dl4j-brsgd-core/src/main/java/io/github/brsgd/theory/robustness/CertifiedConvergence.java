package io.github.brsgd.theory.robustness;

import io.github.brsgd.checks.Check;
import io.github.brsgd.theory.ByzantineResilience;
import io.github.brsgd.theory.ConvergenceConstants;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a certificate gives the convergence theorem: the constants of Assumption 2.2, and the radius
 * around stationary points inside which they are not promised.
 *
 * <p>Let gbar be the mean of the h = m-q honest gradients, A the rule's result, and E_k the
 * expectation over the draws of a round, the Byzantine nodes of which are not chosen by those
 * draws; what they send may depend on everything.
 *
 * <p><b>Assumption 2.2(1).</b> {@code E_k gbar = grad F}, so {@code <E_k A, grad F> = ||grad F||^2
 * + <E_k (A - gbar), grad F>}. By Jensen and robustness {@code ||E_k (A - gbar)||^2 <= E_k ||A -
 * gbar||^2 <= kappa (s2 + Z2 + b2 ||grad F||^2)}. It holds with sin alpha = s if that is at most
 * {@code s^2 ||grad F||^2}:
 *
 * <pre>
 * kappa (b2 + (s2 + Z2)/||grad F||^2)  &lt;=  s^2
 * ||grad F||^2  &gt;=  R_s^2 = kappa (s2 + Z2)/(s^2 - kappa b2),   kappa b2 &lt; s^2 &lt; 1
 * </pre>
 *
 * <p><b>Assumption 2.2(2)</b>, in the form (2.6), everywhere and for every draw: by Young's
 * inequality with weight kappa and the definition of robustness
 *
 * <pre>
 * ||A||^2  &lt;=  (1 + kappa) ||gbar||^2 + (1 + 1/kappa) ||A - gbar||^2
 *          &lt;=  (1 + kappa) (||gbar||^2 + (1/h) sum ||g_i - gbar||^2) = (1 + kappa) (1/h) sum ||g_i||^2,
 * </pre>
 *
 * <p>so E = 1 + kappa, where the second moment of one honest gradient is read as the mean over the
 * honest nodes; (3.3) holds for it with B = 1 + b2, C = s2 + Z2. (kappa = 0: A = gbar.)
 *
 * <p><b>What the theorem then says.</b> Take s in {@code (sqrt(kappa b2), 1)} and steps that begin
 * at {@code alpha_0 <= (1 - s)/(L (1 + b2)(1 + kappa))}. Let T be the first round with {@code
 * ||grad F(w_T)|| < R_s}. The proof goes through for the iterates stopped at T, and
 *
 * <pre>min_{k &lt; K} E [||grad F(w_k)||^2 ; k &lt; T]  &lt;=  bound(K)^2</pre>
 *
 * <p>with the bound of (3.33) or (4.2). As the norm is at least R_s before T, {@code P(T >= K) <=
 * (bound(K) / R_s)^2}: sooner or later a round falls inside the radius, and there promises end. A
 * larger s has a smaller radius and shorter steps.
 *
 * @param kappa of the rule for the m and q of the run, at least 0
 * @param noise of the honest gradients
 * @since 0.2
 */
public record CertifiedConvergence(double kappa, HonestNoise noise) {

  /** Checks kappa. */
  public CertifiedConvergence {
    Check.nonNegative("kappa", kappa);
    Objects.requireNonNull(noise, "noise");
  }

  /**
   * Whether some sin alpha below 1 serves far from stationary points.
   *
   * @return {@code kappa b2 < 1}
   */
  public boolean exists() {
    return kappa * noise.slope() < 1;
  }

  /**
   * The least sin alpha at a point; below 1 means that Assumption 2.2(1) is promised there.
   *
   * @param gradientNorm {@code ||grad F||}, positive
   * @return {@code sqrt(kappa (b2 + (s2 + Z2)/||grad F||^2))}
   * @throws IllegalArgumentException if the norm is not positive and finite
   */
  public double sine(double gradientNorm) {
    Check.positive("gradientNorm", gradientNorm);
    double perUnit = Math.sqrt(noise.variance() + noise.intercept()) / gradientNorm;
    return Math.sqrt(kappa * (noise.slope() + perUnit * perUnit));
  }

  /**
   * The gradient norm from which on Assumption 2.2 holds with sin alpha = s.
   *
   * @param sine s, in (0, 1)
   * @return R_s; empty if {@code s^2 <= kappa b2}, where no norm is large enough; 0 if there is
   *     neither noise nor difference (or kappa is 0), and it holds everywhere
   * @throws IllegalArgumentException if s is out of range
   */
  public OptionalDouble radius(double sine) {
    double left = checked(sine) * sine - kappa * noise.slope();
    return left > 0
        ? OptionalDouble.of(Math.sqrt(kappa * (noise.variance() + noise.intercept()) / left))
        : OptionalDouble.empty();
  }

  /**
   * The limit of the radius as s goes to 1: inside it nothing is promised with any step.
   *
   * @return {@code sqrt(kappa (s2 + Z2)/(1 - kappa b2))}; empty unless {@link #exists}
   */
  public OptionalDouble leastRadius() {
    double left = 1 - kappa * noise.slope();
    return left > 0
        ? OptionalDouble.of(Math.sqrt(kappa * (noise.variance() + noise.intercept()) / left))
        : OptionalDouble.empty();
  }

  /**
   * The pair of Assumption 2.2 outside the radius.
   *
   * @param sine s, in (0, 1), with {@code s^2 > kappa b2}
   * @return 1 - s and E = 1 + kappa
   * @throws IllegalArgumentException if s is out of range
   */
  public ByzantineResilience resilience(double sine) {
    if (radius(sine).isEmpty()) {
      throw new IllegalArgumentException(
          "sine: need s^2 > kappa b2 = " + kappa * noise.slope() + ", got s=" + sine);
    }
    return new ByzantineResilience(1 - sine, 1 + kappa);
  }

  /**
   * All that Theorem 3.4 and Corollary 4.1 want to know, valid up to the first round inside the
   * radius.
   *
   * @param smoothness L, positive
   * @param gap {@code F(w_0) - F_low}, at least 0
   * @param sine s, in (0, 1), with {@code s^2 > kappa b2}
   * @return the constants
   * @throws IllegalArgumentException if an argument is out of range
   */
  public ConvergenceConstants constants(double smoothness, double gap, double sine) {
    return new ConvergenceConstants(smoothness, gap, noise.expectedSmoothness(), resilience(sine));
  }

  private static double checked(double sine) {
    if (!(sine > 0 && sine < 1)) {
      throw new IllegalArgumentException("sine: need 0 < sin alpha < 1, got " + sine);
    }
    return sine;
  }
}
