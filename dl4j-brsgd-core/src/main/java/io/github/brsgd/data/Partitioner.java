package io.github.brsgd.data;

import java.io.Serializable;

/**
 * Splits the examples of a data set over m nodes.
 *
 * @since 0.1
 */
public interface Partitioner extends Serializable {

  /**
   * Assigns every example to exactly one node.
   *
   * @param labels the class of each example, in order; all 0 where examples have no class
   * @param nodes m, at least 1
   * @param seed same seed, same split
   * @return m arrays of indices into {@code labels}, none empty; together a permutation of all
   * @throws IllegalArgumentException if there are fewer examples than nodes
   */
  int[][] partition(int[] labels, int nodes, long seed);
}
