package io.github.brsgd.training.node;

import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.marker.Internal;
import io.github.brsgd.training.model.OutputEvaluation;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Whoever computes the rows of the nodes at the network's parameters: threads of this process, or
 * other machines.
 *
 * @since 0.2
 */
@Internal
public interface Workers extends AutoCloseable {

  /** Makes rows and evaluations those of fast layers from here on, where there are any. */
  void useFastLayers();

  /**
   * Makes the network ready to step, away from the caller's generator.
   *
   * @param node one that computes in the next round, whose batch of that round is drawn a little
   *     earlier: another would have read further than in a run that goes on
   * @throws IllegalArgumentException if the network does not fit the data
   */
  void prepare(int node);

  /**
   * Whether a round may ask some nodes only: none of them misses anything by it.
   *
   * @return true if rows and batches are functions of node, round and parameters
   */
  boolean canSpare();

  /**
   * Computes the rows of some nodes at the network's parameters, each into memory of its own.
   *
   * @param nodes their ids
   * @param row where the row of a node goes, 1 x d; asked from several threads, for nodes that
   *     answer
   * @return the loss of each node that has answered, by its id
   * @throws IllegalArgumentException if the batch of a node does not fit the network
   */
  Map<Integer, Double> rows(List<Integer> nodes, IntFunction<INDArray> row);

  /**
   * Bounds the threads of work on rows between two rounds of these workers.
   *
   * @param atMost how many there may be, at least 1
   * @return to be closed by this thread
   */
  default KernelThreads kernels(int atMost) {
    return KernelThreads.atMost(atMost);
  }

  /**
   * Evaluates the network's parameters, batches spread over the threads and merged in their order.
   *
   * @param examples read from their beginning to their end
   * @param evaluations what to evaluate, at least one
   * @return the evaluation of all examples for each of them
   * @throws IllegalArgumentException if there are no examples, or they do not fit the evaluations
   */
  List<IEvaluation<?>> evaluate(TestExamples examples, List<OutputEvaluation> evaluations);

  /**
   * How many more passes every node has finished; asked once, after the rows.
   *
   * @param round k
   * @return the epochs that end with this round
   */
  int epochsEnded(int round);

  /**
   * All that the nodes remember between two rounds. After a failed round the notes are those of a
   * round that no one has counted.
   *
   * @return a copy
   */
  NodeState state();

  /**
   * Makes the nodes go on where others ended, before their first round.
   *
   * @param state what they remembered
   * @throws IllegalArgumentException if it is that of another number of nodes or other data
   */
  void resume(NodeState state);

  /** Ends whatever computes; rows are no longer written then. */
  @Override
  void close();
}
