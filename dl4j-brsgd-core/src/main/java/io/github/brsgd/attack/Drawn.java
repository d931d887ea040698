package io.github.brsgd.attack;

import io.github.brsgd.linalg.KernelThreads;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What attackers send who draw their rows, entry by entry, each from a generator of its own. */
final class Drawn {

  private Drawn() {}

  /**
   * Sends a row from each Byzantine node.
   *
   * @param entries the entries of a row in their order, from a node's generator
   */
  static void send(AttackContext context, Function<SplittableRandom, IntToDoubleFunction> entries) {
    int[] nodes = context.byzantine();
    int d = context.length();
    DataType type = context.type();
    KernelThreads.forEach(
        nodes.length,
        i -> context.send(nodes[i], row(entries.apply(context.random(nodes[i])), d, type)));
  }

  private static INDArray row(IntToDoubleFunction entry, int d, DataType type) {
    if (type == DataType.FLOAT) {
      float[] values = new float[d];
      for (int j = 0; j < d; j++) {
        values[j] = (float) entry.applyAsDouble(j);
      }
      return Nd4j.createFromArray(values).reshape(1, d);
    }
    double[] values = new double[d];
    Arrays.setAll(values, entry);
    return Nd4j.createFromArray(values).reshape(1, d);
  }
}
