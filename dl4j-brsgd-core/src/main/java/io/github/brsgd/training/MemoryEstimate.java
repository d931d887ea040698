package io.github.brsgd.training;

import java.util.Locale;

/**
 * How much memory a run needs besides its data and the activations of the layers.
 *
 * @param nodes m
 * @param parameters d
 * @param workers threads
 * @param bytesPerValue 4 or 8
 * @param remembered vectors of d entries that nodes and threads need for the nodes' update, such as
 *     m momenta
 * @since 0.1
 */
public record MemoryEstimate(
    int nodes, long parameters, int workers, int bytesPerValue, int remembered) {

  /** Vectors of length d: parameters, gradient, aggregate, honest mean, previous aggregate. */
  private static final int VECTORS = 5;

  /**
   * The m x d matrix of gradients.
   *
   * @return bytes
   */
  public long matrixBytes() {
    return nodes * vectorBytes();
  }

  /**
   * Everything that grows with d: the matrix, what nodes remember, a gradient per worker, a few
   * vectors. Updaters with state (Adam: 2 d) come on top.
   *
   * @return bytes
   */
  public long totalBytes() {
    return matrixBytes() + (workers + VECTORS + remembered) * vectorBytes();
  }

  private long vectorBytes() {
    return parameters * bytesPerValue;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "about %.0f MB: gradients of %d nodes x %,d parameters (%.0f MB), %d workers%s",
        totalBytes() / 1e6,
        nodes,
        parameters,
        matrixBytes() / 1e6,
        workers,
        remembered == 0
            ? ""
            : String.format(
                Locale.ROOT, ", what nodes remember (%.0f MB)", remembered * vectorBytes() / 1e6));
  }
}
