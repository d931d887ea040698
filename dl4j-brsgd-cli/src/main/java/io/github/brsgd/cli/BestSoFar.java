package io.github.brsgd.cli;

import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.sweep.CandidateResult;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows the best candidate behind the bar of a sweep. */
final class BestSoFar implements Consumer<CandidateResult> {

  private final SweepConfig.Measure measure;
  private final Progress progress;
  private CandidateResult best;
  private int done;

  BestSoFar(SweepConfig.Measure measure, Progress progress) {
    this.measure = measure;
    this.progress = progress;
  }

  @Override
  public synchronized void accept(CandidateResult result) {
    boolean lower = measure == SweepConfig.Measure.LOSS;
    if (Double.isFinite(result.score())
        && (best == null
            || (lower ? result.score() < best.score() : result.score() > best.score()))) {
      best = result;
    }
    progress.at(++done, best == null ? "" : describe());
  }

  private String describe() {
    return String.format(
        Locale.ROOT,
        "best %.4f: %s, q=%d, p=%.2f, alpha0=%.2f",
        best.score(),
        best.choice().chain(),
        best.choice().byzantine(),
        best.choice().p(),
        best.choice().alpha0());
  }
}
