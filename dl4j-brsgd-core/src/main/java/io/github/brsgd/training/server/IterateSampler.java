package io.github.brsgd.training.server;

import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.theory.IterateWeights;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws one of the iterates {@code w_0, ..., w_{K-1}} by the law (3.46), while they come by.
 *
 * <pre>
 * P(R_K = k) = W_k / sum_{i &lt; K} W_i
 * </pre>
 *
 * <p>A weighted reservoir of size one: w_k replaces what is held with probability {@code W_k / (W_0
 * + ... + W_k)}. So K need not be known, memory is one extra copy of w, and the run can go on from
 * the {@link #sample} of an earlier one. Whether w_k is taken is a function of the seed and k.
 * Corollary 3.6 and Remark 4.2 bound the expected gradient norm at the iterate drawn as they bound
 * the least one; the last iterate has no such bound.
 *
 * <p>Not for use by several threads at once.
 *
 * @since 0.1
 */
public final class IterateSampler {

  private final IterateWeights weights;
  private final long seed;
  private INDArray parameters;
  private int round;
  private int offered;
  private double totalWeight;
  private double lastWeight = 1;
  private double lastStep;

  /**
   * A sampler before the first round.
   *
   * @param weights W_k, with the product L A' of the problem; 0 for bounded variance
   * @param seed the seed of the run
   */
  public IterateSampler(IterateWeights weights, long seed) {
    this.weights = Objects.requireNonNull(weights, "weights");
    this.seed = seed;
  }

  /**
   * A sampler that goes on where another ended.
   *
   * @param weights as in the earlier run
   * @param seed as in the earlier run, or another
   * @param earlier what the earlier run drew
   * @return a sampler whose law is that of one long run
   */
  public static IterateSampler resume(IterateWeights weights, long seed, SampledIterate earlier) {
    IterateSampler sampler = new IterateSampler(weights, seed);
    sampler.parameters = earlier.parameters().dup();
    sampler.round = earlier.round();
    sampler.offered = earlier.offered();
    sampler.totalWeight = earlier.totalWeight();
    sampler.lastWeight = earlier.lastWeight();
    sampler.lastStep = earlier.lastStep();
    return sampler;
  }

  /**
   * Offers the next iterate.
   *
   * @param k its round
   * @param step alpha_k, positive
   * @param iterate w_k, 1 x d; copied if it is taken
   * @throws IllegalArgumentException if the step is not positive and finite, or d is not that of
   *     the iterates before
   */
  public void offer(int k, double step, INDArray iterate) {
    if (!(step > 0) || Double.isInfinite(step)) {
      throw new IllegalArgumentException(
          "IterateSampler: need a positive step size in round " + k + ", got alpha_k=" + step);
    }
    if (parameters != null && parameters.length() != iterate.length()) {
      throw new IllegalArgumentException(
          "IterateSampler: need iterates of length d="
              + parameters.length()
              + ", got "
              + iterate.length());
    }
    double weight = weights.next(lastWeight, offered == 0 ? step : lastStep, step);
    totalWeight += weight;
    lastWeight = weight;
    lastStep = step;
    offered++;
    double draw = new SplittableRandom(Seeds.derive(seed, Purpose.ITERATE, k)).nextDouble();
    if (parameters == null) {
      parameters = iterate.dup();
      round = k;
    } else if (draw * totalWeight < weight) {
      parameters.assign(iterate);
      round = k;
    }
  }

  /**
   * The iterate drawn from those offered so far.
   *
   * @return a copy, or empty before the first offer
   */
  public Optional<SampledIterate> sample() {
    return offered == 0
        ? Optional.empty()
        : Optional.of(
            new SampledIterate(
                round, parameters.dup(), offered, totalWeight, lastWeight, lastStep));
  }
}
