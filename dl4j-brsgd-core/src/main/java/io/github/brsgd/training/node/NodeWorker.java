package io.github.brsgd.training.node;

import io.github.brsgd.training.model.TrainableNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What one thread computes rows with: a replica on the server's parameters and, for updates that
 * move parameters, one on its own, made when first asked for.
 */
final class NodeWorker implements AutoCloseable {

  private final TrainableNetwork server;
  private final TrainableNetwork network;
  private boolean fast;
  private INDArray parameters;
  private TrainableNetwork local;
  private INDArray scratch;

  NodeWorker(TrainableNetwork server) {
    this.server = server;
    this.network = server.replica();
  }

  void useFastLayers() {
    fast = true;
    network.useFastLayers();
  }

  void setCounts(int iteration, int epoch) {
    network.setCounts(iteration, epoch);
    if (local != null) {
      local.setCounts(iteration, epoch);
    }
  }

  /** The replica at the server's parameters. */
  TrainableNetwork network() {
    return network;
  }

  /** The replica at parameters of its own, where {@link #resetLocal} has been called. */
  TrainableNetwork local() {
    return local;
  }

  /** Puts the parameters of its own to where the server's are. */
  void resetLocal() {
    if (local == null) {
      parameters = Nd4j.createUninitialized(server.parameters().dataType(), 1, length());
      local = server.replica(parameters);
      if (fast) {
        local.useFastLayers();
      }
      local.setCounts(network.iteration(), network.epoch());
    }
    parameters.assign(server.parameters());
  }

  /** A vector for the time of one call. */
  INDArray scratch() {
    if (scratch == null) {
      scratch = Nd4j.createUninitialized(server.rowType(), 1, length());
    }
    return scratch;
  }

  private long length() {
    return server.parameters().length();
  }

  /** Frees its vectors; the collector does not see how large they are. */
  @Override
  public void close() {
    if (parameters != null) {
      parameters.close();
    }
    if (scratch != null) {
      scratch.close();
    }
  }
}
