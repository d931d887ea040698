package io.github.brsgd.training;

import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;

/**
 * Who answers the server: threads of this process, or the executors of a cluster. The loop over
 * rounds knows no more of the nodes than this.
 *
 * @since 0.1
 */
public interface Nodes extends AutoCloseable {

  /**
   * Makes the network ready to step with a batch of the next round.
   *
   * @param next what the server will ask
   * @throws IllegalArgumentException if the network does not fit the data
   */
  void prepare(RoundRequest next);

  /**
   * The rows of a round. Nodes may answer in any order and more than once, and need not all answer.
   *
   * @param request w_k and what else the server makes known
   * @return at least one row, each as its node sent it
   */
  RoundRows answers(RoundRequest request);

  /**
   * How many more passes over its data every node has finished; asked once, after the answers.
   *
   * @param round k, the round just answered
   * @return the epochs that end with it, mostly 0
   */
  int epochsEnded(int round);

  /**
   * All that the nodes remember.
   *
   * @return a copy
   */
  NodeState state();

  /**
   * Makes the nodes go on where others ended, before the first round.
   *
   * @param state what they remembered
   * @throws IllegalArgumentException if it is that of other nodes
   */
  void resume(NodeState state);

  /** Frees what is held for a round. */
  @Override
  void close();
}
