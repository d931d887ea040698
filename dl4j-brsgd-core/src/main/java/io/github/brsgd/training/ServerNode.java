package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.NodeWorkers;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The node that the server trusts, for it is its own: makes a row of the server's data as the nodes
 * make theirs, on a thread and a replica of its own. It is none of the m nodes.
 */
final class ServerNode implements AutoCloseable {

  private static final List<Integer> ONLY = List.of(0);

  private final TrainableNetwork network;
  private final TrustedData data;
  private final NodeWorkers worker;
  private final INDArray row;

  ServerNode(RunSettings settings, TrainableNetwork network, TrustedData data) {
    this.network = network;
    this.data = data;
    this.worker =
        new NodeWorkers(
            network,
            data,
            settings.update(),
            1,
            Seeds.derive(settings.seed(), Purpose.TRUSTED),
            node -> "");
    try {
      if (settings.fastLayers()) {
        worker.useFastLayers();
      }
      this.row = Nd4j.create(network.rowType(), 1, network.slots().length());
    } catch (RuntimeException | Error e) {
      worker.close();
      throw e;
    }
  }

  /** The vectors of d entries that it needs: its row, a gradient, what its update takes. */
  static int vectors(NodeUpdate update) {
    return 2 + update.vectorsPerNode() + update.vectorsPerWorker();
  }

  /**
   * Tries a batch of every shape and the next one, so that data that do not fit end a run before
   * its first round.
   *
   * @throws IllegalArgumentException if the data do not fit the network
   */
  void prepare() {
    named(
        () -> {
          worker.tryOut(data.shapes());
          worker.prepare(0);
        });
  }

  /**
   * The row of the round at hand; asked once in each.
   *
   * @return 1 x d, with 0 in the entries that are no gradients; overwritten in the next round
   * @throws IllegalArgumentException if the data do not fit the network
   */
  INDArray row() {
    named(() -> worker.rows(ONLY, node -> row));
    network.slots().clearAllButGradients(row);
    return row;
  }

  private static void named(Runnable what) {
    try {
      what.run();
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("trustedData: " + Reason.of(e), e);
    }
  }

  /** What it remembers; a copy. */
  NodeState state() {
    return worker.state();
  }

  /** Goes on where another ended, before the first round. */
  void resume(NodeState state) {
    worker.resume(state);
  }

  /** The thread first: it must not write into memory that is freed. */
  @Override
  public void close() {
    try {
      worker.close();
    } finally {
      row.close();
    }
  }
}
