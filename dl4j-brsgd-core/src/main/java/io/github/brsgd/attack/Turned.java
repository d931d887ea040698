package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.linalg.SpareVectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What attackers send who turn around and stretch the mean of what they know. */
final class Turned {

  private Turned() {}

  /** Sends {@code -factor} times the mean, or without any knowledge its own row, from each node. */
  static void send(AttackContext context, double factor, Knowledge knowledge) {
    AttackContext known = context.limitedTo(knowledge);
    if (knowledge == Knowledge.NONE) {
      for (int node : known.byzantine()) {
        INDArray gradient = known.ownRow(node);
        known.send(node, gradient.mul(-Finite.factor(factor, gradient.dataType())));
      }
      return;
    }
    known.honestRows(1).ifPresent(rows -> sendMean(known, rows, factor));
  }

  private static void sendMean(AttackContext context, Rows rows, double factor) {
    INDArray turned = rows.mean();
    context.sendFromAll(turned.muli(-Finite.factor(factor, rows.type())));
    SpareVectors.free(turned);
  }
}
