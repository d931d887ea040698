package io.github.brsgd.training;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * m nodes in one process, of which some are Byzantine: threads compute rows honestly, all of them
 * or those that someone reads, then the adversary writes its own.
 */
final class SimulatedNodes implements Nodes, AutoCloseable {

  private final RunSettings settings;
  private final NodeWorkers workers;
  private final Optional<SimulatedAdversary> adversary;
  private final INDArray updates;
  private final List<Integer> ids;
  private Roles roles;

  SimulatedNodes(RunSettings settings, TrainableNetwork network, NodeWorkers workers) {
    SlotLayout slots = network.slots();
    this.settings = settings;
    this.workers = workers;
    this.roles = settings.roles(network.iteration());
    this.adversary =
        settings
            .adversary()
            .attack()
            .map(attack -> new SimulatedAdversary(attack, settings, slots));
    this.updates =
        Nd4j.createUninitialized(network.parameters().dataType(), settings.nodes(), slots.length());
    this.ids = IntStream.range(0, settings.nodes()).boxed().toList();
  }

  @Override
  public RoundRows answers(RoundRequest request) {
    roles = settings.roles(request.round());
    double[] losses = honestLosses();
    adversary.ifPresent(a -> a.forge(updates, roles.byzantineIds(), request));
    Rows rows = Rows.of(updates);
    return new RoundRows(rows, ids, loss(losses, rows.nonFinite()));
  }

  /** Computes what is read of the rows. */
  private double[] honestLosses() {
    if (!workers.canSpare() || adversary.isEmpty() || adversary.get().readsOwnRows()) {
      return workers.rows(updates, ids);
    }
    double[] losses = workers.rows(updates, roles.honest());
    int[] honest = roles.honestIds();
    if (honest.length < 2 || Rows.of(updates).select(honest).nonFinite().length > 0) {
      // The adversary may find nothing to do; its nodes then send what they computed.
      workers.rows(updates, roles.byzantine());
    }
    return losses;
  }

  /** The mean over the honest nodes whose rows are finite; NaN if there is none. */
  private double loss(double[] losses, int[] nonFinite) {
    return roles.honest().stream()
        .filter(node -> Arrays.binarySearch(nonFinite, node) < 0)
        .mapToDouble(node -> losses[node])
        .average()
        .orElse(Double.NaN);
  }

  /** Who was who when the nodes answered last. */
  Roles roles() {
    return roles;
  }

  /** Frees the matrices; the collector does not see how large they are. */
  @Override
  public void close() {
    updates.close();
    adversary.ifPresent(SimulatedAdversary::close);
  }

  @Override
  public boolean endsEpoch(int round) {
    return workers.endsEpoch(round);
  }

  @Override
  public NodeState state() {
    return workers.state();
  }

  @Override
  public void resume(NodeState state) {
    workers.resume(state);
  }
}
