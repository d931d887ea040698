package io.github.brsgd.training.server;

import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The iterate that an {@link IterateSampler} has drawn so far, with all it needs to go on.
 *
 * @param round R_K, the round of which these were the parameters before its step
 * @param parameters w_{R_K}, 1 x d, owned by the receiver
 * @param offered K, the iterates it was drawn from, at least 1
 * @param totalWeight {@code sum_{k < K} W_k}
 * @param lastWeight W_{K-1}
 * @param lastStep alpha_{K-1}
 * @since 0.1
 */
public record SampledIterate(
    int round,
    INDArray parameters,
    int offered,
    double totalWeight,
    double lastWeight,
    double lastStep) {

  /** Checks that the state is one a sampler can have. */
  public SampledIterate {
    Objects.requireNonNull(parameters, "parameters");
    if (round < 0 || offered < 1) {
      throw new IllegalArgumentException(
          "SampledIterate: need round >= 0 and offered >= 1, got round="
              + round
              + ", offered="
              + offered);
    }
    if (!(totalWeight > 0 && lastWeight >= 0 && lastStep > 0)) {
      throw new IllegalArgumentException(
          "SampledIterate: need positive weights and step, got totalWeight="
              + totalWeight
              + ", lastWeight="
              + lastWeight
              + ", lastStep="
              + lastStep);
    }
  }
}
