package io.github.brsgd.spark.node;

import io.github.brsgd.spark.rows.HeapVector;
import java.io.Serializable;
import java.util.Set;

/**
 * What executors have to know of a round.
 *
 * @param round k
 * @param epoch of the server
 * @param firstNumber that of the first batch of the run
 * @param parameters w_k
 * @param learningRate alpha_k
 * @param nodes ids of the nodes that are asked
 */
record RoundTask(
    int round,
    int epoch,
    int firstNumber,
    HeapVector parameters,
    double learningRate,
    Set<Integer> nodes)
    implements Serializable {

  private static final long serialVersionUID = 1;
}
