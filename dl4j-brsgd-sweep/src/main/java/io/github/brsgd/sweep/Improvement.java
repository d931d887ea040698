package io.github.brsgd.sweep;

import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Watches for want of improvement in order of index, whatever the order in which candidates finish.
 */
final class Improvement {

  private final int patience;
  private final boolean minimize;
  private final TreeMap<Integer, Double> early = new TreeMap<>();
  private int next;
  private int best = -1;
  private double bestScore = Double.NaN;
  private OptionalInt end = OptionalInt.empty();

  /** {@code patience} 0: never ends. */
  Improvement(int patience, boolean minimize) {
    this.patience = patience;
    this.minimize = minimize;
  }

  void report(int index, double score) {
    early.put(index, score);
    while (end.isEmpty() && !early.isEmpty() && early.firstKey() == next) {
      double now = early.pollFirstEntry().getValue();
      if (best < 0 || (minimize ? now < bestScore : now > bestScore)) {
        best = next;
        bestScore = now;
      }
      next++;
      if (patience > 0 && next - 1 - best >= patience) {
        end = OptionalInt.of(next);
      }
    }
  }

  /** The first index that does not count. */
  OptionalInt end() {
    return end;
  }
}
