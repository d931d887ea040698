package io.github.brsgd.training;

import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.training.node.NodeWorkers;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Evaluates the network every so many rounds and after the last, on the workers' threads. */
final class PeriodicEvaluation {

  private final Optional<RunSettings.Evaluation> evaluation;
  private final Optional<DataSetIterator> trial;
  private final NodeWorkers workers;
  private final RunClock clock;

  PeriodicEvaluation(RunSettings settings, NodeWorkers workers, RunClock clock) {
    this.evaluation = settings.evaluation();
    this.trial =
        settings
            .adversary()
            .poisoning()
            .flatMap(poisoning -> evaluation.map(e -> trial(poisoning, e)));
    this.workers = workers;
    this.clock = clock;
  }

  /** The accuracy, if it is due after this round. */
  OptionalDouble accuracy() {
    return of(evaluation.map(RunSettings.Evaluation::examples));
  }

  /** The share of a poisoning's trial that goes as the adversary wants, if it is due. */
  OptionalDouble attackSuccess() {
    return of(trial);
  }

  private static DataSetIterator trial(DataPoisoning poisoning, RunSettings.Evaluation examples) {
    examples.turn().lock();
    try {
      return PoisonedNodeData.trial(poisoning, examples.examples());
    } finally {
      examples.turn().unlock();
    }
  }

  private OptionalDouble of(Optional<DataSetIterator> examples) {
    boolean due =
        evaluation.filter(e -> clock.rounds() % e.everyRounds() == 0 || clock.over()).isPresent();
    if (!due || examples.isEmpty()) {
      return OptionalDouble.empty();
    }
    evaluation.get().turn().lock();
    try {
      return OptionalDouble.of(workers.evaluate(examples.get()).accuracy());
    } catch (Exception e) { // declared or not
      throw new IllegalArgumentException("evaluateEvery: " + e.getMessage(), e);
    } finally {
      evaluation.get().turn().unlock();
    }
  }
}
