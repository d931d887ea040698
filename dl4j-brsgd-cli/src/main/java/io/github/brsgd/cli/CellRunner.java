package io.github.brsgd.cli;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Outcome;
import io.github.brsgd.cli.report.ClassAccuracy;
import io.github.brsgd.training.RoundRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.api.Model;

/** Trains runs of a table and says what came out of each. */
final class CellRunner {

  private final Screen screen;
  private final ExperimentData data;
  private final int workers;
  private final BooleanSupplier stop;

  /** The run that broke, which ends all others: it says nothing of its rule and attack. */
  private final AtomicReference<Outcome> broken = new AtomicReference<>();

  /**
   * A runner.
   *
   * @param workers threads of a run
   * @param stop asked after each round
   */
  CellRunner(Screen screen, ExperimentData data, int workers, BooleanSupplier stop) {
    this.screen = screen;
    this.data = data;
    this.workers = workers;
    this.stop = stop;
  }

  /** Whether no other run is to begin. */
  boolean isToEnd() {
    return stop.getAsBoolean() || broken.get() != null;
  }

  /** What the command ends with: 1 if a run broke, whose error is thrown if it was one. */
  int exitCode() {
    Optional<Throwable> cause = Optional.ofNullable(broken.get()).flatMap(Outcome::broken);
    if (cause.isPresent() && cause.get() instanceof Error e) {
      throw e;
    }
    return cause.isPresent() ? 1 : 0;
  }

  /**
   * A run; it gives nothing if it was stopped before its end, or broke.
   *
   * @param bar told of its rounds and of its end
   */
  SideBySide.Job<CellResult> job(Comparison.Cell cell, RoundsOfRuns bar) {
    return interrupted ->
        result(cell, () -> stop.getAsBoolean() || interrupted.getAsBoolean(), bar);
  }

  private Optional<CellResult> result(Comparison.Cell cell, BooleanSupplier end, RoundsOfRuns bar)
      throws IOException {
    Experiment experiment = cell.experiment();
    try {
      Model network = experiment.network(data);
      Outcome outcome = experiment.run(network, data, workers, (round, model) -> bar.round(), end);
      if (outcome.broken().isPresent()) {
        screen.note("%s under %s: %s", cell.rule(), cell.attack(), outcome.aborted().orElseThrow());
        broken.compareAndSet(null, outcome);
        return Optional.empty();
      }
      if (outcome.stopped()) {
        return Optional.empty();
      }
      boolean aborted = outcome.aborted().isPresent();
      List<RoundRecord> rounds = outcome.history().rounds();
      bar.ended(rounds.size());
      return Optional.of(
          result(
              cell,
              aborted ? CellResult.State.ABORTED : CellResult.State.DONE,
              aborted
                  ? ClassAccuracy.of(network, data.test(), data.classNames()).total()
                  : outcome.history().lastAccuracy().orElseThrow(),
              (int) rounds.stream().filter(round -> !round.skipped()).count(),
              outcome.seconds()));
    } catch (IllegalArgumentException e) {
      screen.note("%s under %s: %s", cell.rule(), cell.attack(), e.getMessage());
      bar.ended(0);
      return Optional.of(result(cell, CellResult.State.IMPOSSIBLE, Double.NaN, 0, 0));
    }
  }

  private static CellResult result(
      Comparison.Cell cell, CellResult.State state, double accuracy, int rounds, double seconds) {
    return new CellResult(
        cell.rule(),
        cell.attack(),
        cell.seed(),
        cell.experiment().config().adversary().attackers(),
        state,
        accuracy,
        rounds,
        seconds);
  }
}
