package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.Roles;
import io.github.brsgd.training.SimulationObserver;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Watches how far apart the honest nodes' own gradients are: every r rounds it computes the
 * gradient of each honest node over all its examples and notes a {@link NodeSpread}.
 *
 * <p>The rows that nodes send would show the noise of their minibatches as well, and with {@code
 * WorkerMomentum} or {@code LocalSteps} they are no gradients at w_k; that is why it asks the data.
 * All honest nodes of a round count, whether they answered or not.
 *
 * <pre>{@code
 * DissimilarityProbe probe =
 *     new DissimilarityProbe(FullGradient.ofNodes(examples, master.shards(examples)), 10);
 * builder.observers(probe) ... fit ...
 * Dissimilarity seen = Dissimilarity.of(probe.spreads());
 * }</pre>
 *
 * <p>Costs a pass over the examples every r rounds and an h x d matrix while it lasts, for h honest
 * nodes. Rounds with fewer than two honest nodes, and those in which a gradient is not finite, say
 * nothing and are passed over. Belongs to one run.
 *
 * @since 0.2
 */
public final class DissimilarityProbe implements SimulationObserver {

  private final List<FullGradient> nodes;
  private final int every;
  private final List<NodeSpread> spreads = new ArrayList<>();

  /**
   * A probe.
   *
   * @param nodes the loss of each node over its own examples, in the order of their ids
   * @param every r, the rounds between observations, at least 1; those divisible by r are observed
   * @throws IllegalArgumentException if there is no node, or r is below 1
   */
  public DissimilarityProbe(List<FullGradient> nodes, int every) {
    this.nodes = List.copyOf(nodes);
    if (this.nodes.isEmpty()) {
      throw new IllegalArgumentException("nodes: need at least one");
    }
    Check.atLeast(1, "every", every);
    this.every = every;
  }

  /**
   * Looks at a round.
   *
   * @throws IllegalArgumentException if the run has another number of nodes
   */
  @Override
  public void beforeStep(ServerRound round, RoundAggregate combined, Roles roles) {
    int count = roles.honest().size() + roles.byzantine().size();
    if (count != nodes.size()) {
      throw new IllegalArgumentException(
          "nodes: need a gradient for each of " + count + " nodes, got " + nodes.size());
    }
    if (round.round() % every == 0 && roles.honest().size() > 1) {
      observe(round, roles.honest());
    }
  }

  private void observe(ServerRound round, List<Integer> honest) {
    TrainableNetwork network = TrainableNetwork.of(round.network());
    try (INDArray gradients =
        Nd4j.create(network.rowType(), honest.size(), network.slots().length())) {
      for (int i = 0; i < honest.size(); i++) {
        try (INDArray own = nodes.get(honest.get(i)).at(round.network()).gradient()) {
          gradients.getRow(i, true).assign(own);
        }
      }
      note(round.round(), Rows.of(gradients));
    }
  }

  private void note(int round, Rows gradients) {
    if (gradients.nonFinite().length > 0) {
      return;
    }
    try (INDArray mean = gradients.mean()) {
      double squared = Rows.of(mean).squaredNorms()[0];
      double dispersion = Arrays.stream(gradients.squaredDistances(mean)).average().orElseThrow();
      if (Double.isFinite(squared + dispersion)) {
        spreads.add(new NodeSpread(round, gradients.count(), squared, dispersion));
      }
    }
  }

  /**
   * What was seen so far.
   *
   * @return spreads, rounds ascending; a copy
   */
  public List<NodeSpread> spreads() {
    return List.copyOf(spreads);
  }
}
