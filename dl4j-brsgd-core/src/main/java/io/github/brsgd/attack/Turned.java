package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
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
    known.honestRows(1).ifPresent(rows -> known.sendFromAll(mean(rows, factor)));
  }

  private static INDArray mean(Rows rows, double factor) {
    return rows.mean().muli(-Finite.factor(factor, rows.type()));
  }
}
