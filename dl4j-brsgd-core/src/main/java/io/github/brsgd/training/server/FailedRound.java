package io.github.brsgd.training.server;

/**
 * What happens to a round in which more than q rows are provably Byzantine, or in which the rule
 * throws, cannot serve the rows left, or gives something that is not finite.
 *
 * @since 0.1
 */
public enum FailedRound {
  /** The run ends with an exception that names the round and the nodes. */
  THROW,
  /** No step is taken: w_{k+1} = w_k, k advances, what rules remember stays. */
  SKIP
}
