package io.github.brsgd.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.arbiter.optimize.api.AbstractParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.util.LeafUtils;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Networks and how to train them, side by side. The steps are those of the training space: a space
 * of networks that sets another updater than {@code Sgd} is refused when a candidate is run.
 *
 * @since 0.1
 */
public final class BrsgdNetworkSpace extends AbstractParameterSpace<BrsgdCandidate> {

  @JsonProperty private final ParameterSpace<? extends Serializable> network;
  @JsonProperty private final BrsgdSpace training;

  /**
   * The product of two spaces.
   *
   * @param network Arbiter's {@code MultiLayerSpace} or {@code ComputationGraphSpace}
   * @param training how to train
   */
  @JsonCreator
  public BrsgdNetworkSpace(
      @JsonProperty("network") ParameterSpace<? extends Serializable> network,
      @JsonProperty("training") BrsgdSpace training) {
    this.network = Objects.requireNonNull(network, "network");
    this.training = Objects.requireNonNull(training, "training");
  }

  @Override
  public BrsgdCandidate getValue(double[] values) {
    return new BrsgdCandidate(network.getValue(values), training.getValue(values));
  }

  @Override
  public int numParameters() {
    return LeafUtils.countUniqueParameters(collectLeaves());
  }

  @Override
  @SuppressWarnings("rawtypes")
  public List<ParameterSpace> collectLeaves() {
    List<ParameterSpace> leaves = new ArrayList<>(network.collectLeaves());
    leaves.addAll(training.collectLeaves());
    return leaves;
  }

  @Override
  public boolean isLeaf() {
    return false;
  }

  @Override
  public void setIndices(int... indices) {
    throw new UnsupportedOperationException("BrsgdNetworkSpace: indices belong to its leaves");
  }

  @Override
  public String toString() {
    return "BrsgdNetworkSpace(network=" + network + ", training=" + training + ")";
  }
}
