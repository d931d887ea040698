package io.github.brsgd.training.node;

import org.nd4j.linalg.factory.Nd4j;

/**
 * Seeds ND4J's generator, from which iterators may draw, as before a batch of a node.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface Reseeding {

  /**
   * Seeds {@link Nd4j#getRandom} of this thread.
   *
   * @param node whose batch is to be fetched; m before it is asked whether passes have ended
   * @param number that of the batch
   */
  void before(int node, int number);
}
