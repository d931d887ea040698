package io.github.brsgd.training;

import io.github.brsgd.data.Partitioner;
import java.util.BitSet;

/** The promise of a {@link Partitioner}, which a user's own may break. */
final class Shards {

  private Shards() {}

  /**
   * Checks that every example is dealt once.
   *
   * @throws IllegalArgumentException that names the partitioner and what is wrong
   */
  static void check(Partitioner partitioner, int[][] shards, int nodes, int examples) {
    if (shards == null || shards.length != nodes) {
      throw broken(
          partitioner,
          "need a shard for each of "
              + nodes
              + " nodes, got "
              + (shards == null ? "null" : shards.length + " shards"));
    }
    BitSet dealt = new BitSet(examples);
    for (int node = 0; node < nodes; node++) {
      if (shards[node] == null || shards[node].length == 0) {
        throw broken(partitioner, "node " + node + " gets no examples");
      }
      for (int example : shards[node]) {
        if (example < 0 || example >= examples) {
          throw broken(
              partitioner,
              "node " + node + " gets example " + example + ", there are 0.." + (examples - 1));
        }
        if (dealt.get(example)) {
          throw broken(partitioner, "example " + example + " is dealt twice, to node " + node);
        }
        dealt.set(example);
      }
    }
    if (dealt.cardinality() < examples) {
      throw broken(
          partitioner,
          dealt.cardinality()
              + " of "
              + examples
              + " examples are dealt, example "
              + dealt.nextClearBit(0)
              + " to nobody");
    }
  }

  private static IllegalArgumentException broken(Partitioner partitioner, String what) {
    return new IllegalArgumentException(
        "partitioner: " + partitioner.getClass().getName() + ": " + what);
  }
}
