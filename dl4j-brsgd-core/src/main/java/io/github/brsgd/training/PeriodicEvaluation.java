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
  private final int rounds;

  PeriodicEvaluation(RunSettings settings, NodeWorkers workers, int rounds) {
    this.evaluation = settings.evaluation();
    this.trial =
        settings
            .adversary()
            .poisoning()
            .flatMap(poisoning -> evaluation.map(e -> trial(poisoning, e)));
    this.workers = workers;
    this.rounds = rounds;
  }

  /** The accuracy, if it is due after so many rounds of this run. */
  OptionalDouble accuracy(int number) {
    return of(number, evaluation.map(RunSettings.Evaluation::examples));
  }

  /** The share of a poisoning's trial that goes as the adversary wants, if it is due. */
  OptionalDouble attackSuccess(int number) {
    return of(number, trial);
  }

  private static DataSetIterator trial(DataPoisoning poisoning, RunSettings.Evaluation examples) {
    examples.turn().lock();
    try {
      return PoisonedNodeData.trial(poisoning, examples.examples());
    } finally {
      examples.turn().unlock();
    }
  }

  private OptionalDouble of(int number, Optional<DataSetIterator> examples) {
    boolean due =
        evaluation.filter(e -> number % e.everyRounds() == 0 || number == rounds).isPresent();
    if (!due || examples.isEmpty()) {
      return OptionalDouble.empty();
    }
    evaluation.get().turn().lock();
    try {
      return OptionalDouble.of(workers.evaluate(examples.get()).accuracy());
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("evaluateEvery: " + e.getMessage(), e);
    } finally {
      evaluation.get().turn().unlock();
    }
  }
}
