package io.github.brsgd.training;

import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the history of a run: an observer like any other, with listeners of its own. */
final class HistoryRecorder implements SimulationObserver {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryRecorder.class);

  private final PeriodicEvaluation evaluation;
  private final List<RoundListener> listeners;
  private final Function<List<Integer>, Optional<INDArray>> honestMean;
  private final List<RoundRecord> records = new ArrayList<>();
  private Optional<RuntimeException> failure = Optional.empty();
  private final Set<RoundListener> failed = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * A recorder that has no round yet.
   *
   * @param honestMean the mean of what some nodes sent in the round, where somebody has formed it
   */
  HistoryRecorder(
      PeriodicEvaluation evaluation,
      List<RoundListener> listeners,
      Function<List<Integer>, Optional<INDArray>> honestMean) {
    this.evaluation = evaluation;
    this.listeners = listeners;
    this.honestMean = honestMean;
  }

  @Override
  public void round(ServerRound round, RoundOutcome outcome, Roles roles) {
    if (outcome instanceof RoundOutcome.Failed) {
      return;
    }
    try {
      record(round, outcome, roles);
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    } catch (Exception e) { // not declared
      failure = Optional.of(new IllegalStateException(e.toString(), e));
    }
  }

  private void record(ServerRound round, RoundOutcome outcome, Roles roles) {
    RoundMeasures measures = RoundMeasures.of(round, roles.honest(), honestMean);
    double norm = Double.NaN;
    double cosine = Double.NaN;
    OptionalDouble share = OptionalDouble.empty();
    if (outcome instanceof RoundOutcome.Stepped stepped) {
      RoundAggregate aggregate = stepped.aggregate();
      norm = RoundMeasures.norm(aggregate.gradient());
      cosine = measures.cosine(aggregate.gradient(), norm);
      share = share(aggregate.nodeWeights(), roles.byzantine());
    }
    List<IEvaluation<?>> evaluations = List.of();
    OptionalDouble accuracy = OptionalDouble.empty();
    OptionalDouble success = OptionalDouble.empty();
    try {
      evaluations = evaluation.evaluations();
      accuracy = evaluation.accuracy(evaluations);
      success = evaluation.attackSuccess();
    } catch (RuntimeException e) {
      // The step is taken: the round stays in the history, and the run ends for want of figures.
      failure = Optional.of(e);
    }
    RoundRecord done =
        new RoundRecord(
            round.round(),
            round.learningRate(),
            round.loss(),
            norm,
            measures.honestNorm(),
            cosine,
            share,
            round.nodes().size(),
            round.screened(),
            outcome instanceof RoundOutcome.Skipped,
            accuracy,
            success,
            evaluations);
    measures.close();
    records.add(done);
    listeners.forEach(listener -> tell(listener, done, round));
  }

  /** What broke while a round was put on record; the run then has to end. */
  Optional<RuntimeException> failure() {
    return failure;
  }

  /** A listener that fails is told no more; the run goes on. */
  private void tell(RoundListener listener, RoundRecord done, ServerRound round) {
    if (failed.contains(listener)) {
      return;
    }
    try {
      listener.roundDone(done, round.network());
    } catch (Exception e) { // declared or not
      failed.add(listener);
      LOG.warn("{} failed and hears no more; the run goes on", listener.getClass().getName(), e);
    }
  }

  private static OptionalDouble share(double[] weights, List<Integer> byzantine) {
    return weights.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(byzantine.stream().mapToDouble(node -> weights[node]).sum());
  }

  /** Goes on behind these rounds, of which its listeners have heard. */
  void resume(List<RoundRecord> before) {
    records.addAll(before);
  }

  /** Every round so far; a copy. */
  List<RoundRecord> rounds() {
    return List.copyOf(records);
  }
}
