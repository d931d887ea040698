package io.github.brsgd.training;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;

/** One run's hold of the network it trains: two at a time would step over each other. */
final class NetworkClaim implements AutoCloseable {

  private static final Set<Model> CLAIMED =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

  private final Model network;

  /**
   * Takes hold of a network.
   *
   * @throws IllegalArgumentException if another run has it
   */
  NetworkClaim(Model network) {
    this.network = Objects.requireNonNull(network, "network");
    if (!CLAIMED.add(network)) {
      throw new IllegalArgumentException("network: another run is training it");
    }
  }

  @Override
  public void close() {
    CLAIMED.remove(network);
  }
}
