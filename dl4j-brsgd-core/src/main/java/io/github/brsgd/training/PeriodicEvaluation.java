package io.github.brsgd.training;

import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.checks.Reason;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.node.TestExamples;
import io.github.brsgd.training.node.Workers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Evaluates the network every so many rounds and after the last, on the workers' threads. */
final class PeriodicEvaluation {

  private final Optional<RunSettings.Evaluation> evaluation;
  private final Optional<TestExamples> trial;
  private final Workers workers;
  private final RunClock clock;

  PeriodicEvaluation(RunSettings settings, Workers workers, RunClock clock) {
    this.evaluation = settings.evaluation();
    this.trial =
        settings
            .adversary()
            .poisoning()
            .flatMap(poisoning -> evaluation.map(e -> trial(poisoning, e)));
    this.workers = workers;
    this.clock = clock;
  }

  /** What is wanted of the test examples, if it is due after this round; else nothing. */
  List<IEvaluation<?>> evaluations() {
    return of(evaluation.map(RunSettings.Evaluation::examples), wanted());
  }

  private List<OutputEvaluation> wanted() {
    return evaluation.map(RunSettings.Evaluation::wanted).orElse(List.of());
  }

  /** The share of a poisoning's trial that goes as the adversary wants, if it is due. */
  OptionalDouble attackSuccess() {
    return accuracy(of(trial, List.of(OutputEvaluation.ACCURACY)));
  }

  /** That of the first evaluation that has one. */
  OptionalDouble accuracy(List<IEvaluation<?>> evaluations) {
    try {
      return evaluations.stream()
          .filter(Evaluation.class::isInstance)
          .mapToDouble(each -> ((Evaluation) each).accuracy())
          .findFirst();
    } catch (IllegalStateException e) { // nothing was counted
      throw failure(e);
    }
  }

  private static IllegalArgumentException failure(Exception e) {
    return new IllegalArgumentException("evaluateEvery: " + Reason.of(e), e);
  }

  private static TestExamples trial(DataPoisoning poisoning, RunSettings.Evaluation evaluation) {
    DataSetIterator test =
        evaluation
            .examples()
            .single()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "evaluateEvery: a poisoning needs examples with one array of features and"
                            + " one of labels, got a MultiDataSetIterator"));
    evaluation.turn().lock();
    try {
      return TestExamples.of(PoisonedNodeData.trial(poisoning, test));
    } catch (Exception e) { // declared or not
      throw failure(e);
    } finally {
      evaluation.turn().unlock();
    }
  }

  private List<IEvaluation<?>> of(Optional<TestExamples> examples, List<OutputEvaluation> wanted) {
    boolean due =
        evaluation.filter(e -> clock.rounds() % e.everyRounds() == 0 || clock.over()).isPresent();
    if (!due || examples.isEmpty()) {
      return List.of();
    }
    evaluation.get().turn().lock();
    try {
      return workers.evaluate(examples.get(), wanted);
    } catch (Exception e) { // declared or not
      throw failure(e);
    } finally {
      evaluation.get().turn().unlock();
    }
  }
}
