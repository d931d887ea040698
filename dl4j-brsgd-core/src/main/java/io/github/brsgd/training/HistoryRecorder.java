package io.github.brsgd.training;

import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Makes the history of a run: an observer like any other, with listeners of its own. */
final class HistoryRecorder implements SimulationObserver {

  private final PeriodicEvaluation evaluation;
  private final List<RoundListener> listeners;
  private final List<RoundRecord> records = new ArrayList<>();

  HistoryRecorder(PeriodicEvaluation evaluation, List<RoundListener> listeners) {
    this.evaluation = evaluation;
    this.listeners = listeners;
  }

  @Override
  public void round(ServerRound round, RoundOutcome outcome, Roles roles) {
    if (outcome instanceof RoundOutcome.Failed) {
      return;
    }
    RoundMeasures measures = RoundMeasures.of(round, roles.honest());
    double norm = Double.NaN;
    double cosine = Double.NaN;
    OptionalDouble share = OptionalDouble.empty();
    if (outcome instanceof RoundOutcome.Stepped stepped) {
      RoundAggregate aggregate = stepped.aggregate();
      norm = RoundMeasures.norm(aggregate.gradient());
      cosine = measures.cosine(aggregate.gradient(), norm);
      share = share(aggregate.nodeWeights(), roles.byzantine());
    }
    int number = records.size() + 1;
    RoundRecord done =
        new RoundRecord(
            round.round(),
            round.learningRate(),
            round.loss(),
            norm,
            measures.honestNorm(),
            cosine,
            share,
            round.screened(),
            outcome instanceof RoundOutcome.Skipped,
            evaluation.accuracy(number),
            evaluation.attackSuccess(number));
    records.add(done);
    listeners.forEach(listener -> listener.roundDone(done, round.network()));
  }

  private static OptionalDouble share(double[] weights, List<Integer> byzantine) {
    return weights.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(byzantine.stream().mapToDouble(node -> weights[node]).sum());
  }

  TrainingHistory history() {
    return new TrainingHistory(records);
  }
}
