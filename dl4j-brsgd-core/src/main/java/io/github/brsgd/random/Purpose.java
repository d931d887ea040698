package io.github.brsgd.random;

/**
 * What the random streams of a run are for. Two streams of one seed are independent because their
 * purposes differ, so there is no other list of them.
 *
 * @since 0.2
 */
public enum Purpose {
  /** A rule's own draws: by round. */
  AGGREGATION(1),
  /** An attack's draws: by round and node. */
  ATTACK(2),
  /** Which node gets which examples. */
  PARTITION(3),
  /** Synthetic digits: by number. */
  DIGITS(4),
  /** The order of a node's examples: by node and pass. */
  SHUFFLE(5),
  /** Dropout and its like: by round and node. */
  GRADIENT(6),
  /** How a node's data are altered: by round and node. */
  POISONING(7),
  /** What a source draws for a batch: by round and node. */
  BATCH(8),
  /** Whether an iterate is kept: by round. */
  ITERATE(9),
  /** An attack's draws for entries that are no gradients. */
  STATISTICS(10),
  /** What an iterator that all nodes share draws: by round and node. */
  STREAM(11),
  /** What an iterator of test examples draws: by round and batch. */
  EVALUATION(12),
  /** Which nodes take part: by round. */
  PARTICIPATION(13),
  /** Whether a node drops out: by round and node. */
  DROP_OUT(14),
  /** Whether a node is late: by round and node. */
  LATE(15),
  /** All that the node draws which the server has of its own, and which examples it has. */
  TRUSTED(16),
  /** Which nodes attack: by round. */
  ATTACKERS(21),
  /** Which training examples are held out to validate on. */
  VALIDATION(51);

  private final long id;

  Purpose(long id) {
    this.id = id;
  }

  long id() {
    return id;
  }
}
