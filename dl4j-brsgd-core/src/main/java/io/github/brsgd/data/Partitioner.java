package io.github.brsgd.data;

import java.io.Serializable;
import org.nd4j.linalg.dataset.DataSet;

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

  /**
   * The same where more than the labels decides; this is what the training master calls.
   *
   * @param examples features and labels, examples in their first dimension; not to be changed
   * @param labels the class of each example, in order; all 0 where examples have no class
   * @param nodes m, at least 1
   * @param seed same seed, same split
   * @return as of {@link #partition(int[], int, long)}, which decides unless overridden
   * @throws IllegalArgumentException if the examples cannot be split so
   */
  default int[][] partition(DataSet examples, int[] labels, int nodes, long seed) {
    return partition(labels, nodes, seed);
  }
}
