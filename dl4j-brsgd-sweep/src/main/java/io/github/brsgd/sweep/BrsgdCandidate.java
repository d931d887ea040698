package io.github.brsgd.sweep;

import java.io.Serializable;
import java.util.Objects;

/**
 * A network and how to train it: one point of a {@link BrsgdNetworkSpace}.
 *
 * @param network Arbiter's {@code DL4JConfiguration} or {@code GraphConfiguration}; its number of
 *     epochs and early stopping are not used
 * @param choice how to train
 * @since 0.1
 */
public record BrsgdCandidate(Serializable network, BrsgdChoice choice) implements Serializable {

  /** Checks that both are there. */
  public BrsgdCandidate {
    Objects.requireNonNull(network, "network");
    Objects.requireNonNull(choice, "choice");
  }
}
