package io.github.brsgd.training;

import io.github.brsgd.data.Partitioner;
import java.lang.reflect.Method;
import java.util.BitSet;
import org.nd4j.linalg.dataset.DataSet;

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

  /**
   * Refuses a partitioner that would decide otherwise if it saw the examples.
   *
   * @throws IllegalArgumentException that names the partitioner
   */
  static void requireClassesOnly(Partitioner partitioner) {
    try {
      Method all =
          partitioner
              .getClass()
              .getMethod("partition", DataSet.class, int[].class, int.class, long.class);
      if (!all.getDeclaringClass().equals(Partitioner.class)) {
        throw broken(
            partitioner,
            "it looks at more than the classes, which are all that is known of examples that are"
                + " dealt where they are");
      }
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e); // the interface has it
    }
  }

  private static IllegalArgumentException broken(Partitioner partitioner, String what) {
    return new IllegalArgumentException(
        "partitioner: " + partitioner.getClass().getName() + ": " + what);
  }
}
