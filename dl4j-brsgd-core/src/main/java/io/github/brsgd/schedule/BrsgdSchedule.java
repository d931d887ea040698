package io.github.brsgd.schedule;

import io.github.brsgd.checks.Check;
import java.util.Objects;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The step sizes of Byzantine-resilient SGD.
 *
 * <pre>
 * alpha_k = alpha0 / (k + 1)^p,   1/2 &lt; p &lt; 1
 * </pre>
 *
 * <p>k is the iteration, not the epoch. For p in that range the steps never increase, their squares
 * have a finite sum and {@code 1 / (k alpha_{k-1})} tends to 0, as Theorem 3.4 of the paper asks;
 * the rate is {@code K^{-(1-p)/2}}. An ND4J schedule like any other: {@code new Sgd(new
 * BrsgdSchedule(1, 0.55))} works in every network, is saved with it and read back.
 *
 * <p>Example: alpha0 = 1, p = 0.75 gives 1, 0.5946, 0.4387, 0.3536 for k = 0, 1, 2, 3.
 *
 * @since 0.1
 */
public final class BrsgdSchedule implements ISchedule {

  private static final long serialVersionUID = 1;

  private final double alpha0;
  private final double p;

  /**
   * A schedule.
   *
   * @param alpha0 the first step size, positive and finite
   * @param p the decay exponent, strictly between 1/2 and 1
   * @throws IllegalArgumentException if a value is out of its range
   */
  @JsonCreator
  public BrsgdSchedule(
      @JsonProperty(value = "alpha0", required = true) double alpha0,
      @JsonProperty(value = "p", required = true) double p) {
    Check.positive("BrsgdSchedule", "alpha0", alpha0);
    if (!(p > 0.5 && p < 1)) {
      throw new IllegalArgumentException(
          "BrsgdSchedule: need 1/2 < p < 1, got p="
              + p
              + " (p <= 1/2: the squared steps have no finite sum and the noise never dies out;"
              + " p >= 1: the steps shrink so fast that the rate (1-p)/2 is gone)");
    }
    this.alpha0 = alpha0;
    this.p = p;
  }

  /**
   * The first step size.
   *
   * @return alpha0
   */
  @JsonProperty("alpha0")
  public double alpha0() {
    return alpha0;
  }

  /**
   * The decay exponent.
   *
   * @return p
   */
  @JsonProperty("p")
  public double p() {
    return p;
  }

  /**
   * The step size of a round.
   *
   * @param iteration k, at least 0
   * @param epoch ignored
   * @return alpha_k
   */
  @Override
  public double valueAt(int iteration, int epoch) {
    return alpha0 / Math.pow(iteration + 1.0, p);
  }

  @Override
  @SuppressWarnings("MissingSuperCall") // immutable
  public BrsgdSchedule clone() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BrsgdSchedule that
        && Double.compare(alpha0, that.alpha0) == 0
        && Double.compare(p, that.p) == 0;
  }

  @Override
  public int hashCode() {
    return Objects.hash(alpha0, p);
  }

  @Override
  public String toString() {
    return "BrsgdSchedule(alpha0=" + alpha0 + ", p=" + p + ")";
  }
}
