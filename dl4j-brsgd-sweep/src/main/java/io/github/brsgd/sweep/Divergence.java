package io.github.brsgd.sweep;

import io.github.brsgd.checks.Check;
import io.github.brsgd.training.RoundListener;
import io.github.brsgd.training.RoundRecord;
import org.deeplearning4j.nn.api.Model;

/**
 * When a run is given up: its loss is not finite, or stays above a multiple of the first round's;
 * where that is negative, as some losses are, above it by as much again. A first loss of 0 sets no
 * bound.
 *
 * @param factor above 1
 * @param patience rounds in a row
 * @since 0.1
 */
public record Divergence(double factor, int patience) {

  /** Three times the first loss for twenty rounds. */
  public static final Divergence DEFAULT = new Divergence(3, 20);

  /** Checks the ranges. */
  public Divergence {
    if (!(factor > 1)) {
      throw new IllegalArgumentException("Divergence: factor: need > 1, got " + factor);
    }
    Check.atLeast(1, "Divergence: patience", patience);
  }

  /** Watches one run. */
  final class Watch implements RoundListener {

    private double first = Double.NaN;
    private double last = Double.NaN;
    private int above;
    private boolean diverged;

    @Override
    public void roundDone(RoundRecord round, Model network) {
      if (isUnknown(round)) {
        return;
      }
      last = round.loss();
      if (Double.isNaN(first)) {
        first = last;
      }
      above = last > bound() ? above + 1 : 0;
      diverged = diverged || !Double.isFinite(last) || above >= patience;
    }

    /** No honest node answered: nothing is known, and nothing wrong with the network. */
    private static boolean isUnknown(RoundRecord round) {
      return Double.isNaN(round.loss())
          && Double.isNaN(round.honestNorm())
          && round.screened().isEmpty();
    }

    private double bound() {
      if (first == 0) {
        return Double.POSITIVE_INFINITY;
      }
      return first > 0 ? factor * first : first - (factor - 1) * first;
    }

    boolean diverged() {
      return diverged;
    }

    String message() {
      return "loss " + last + ", first " + first;
    }
  }
}
