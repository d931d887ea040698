package io.github.brsgd.training;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.AttackMemory;
import io.github.brsgd.training.model.SlotLayout;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The adversary of a simulated run. Like the server it takes gradients and statistics apart: the
 * attack is let loose on either matrix, against the rule that will combine it, with notes of its
 * own for each.
 */
final class SimulatedAdversary {

  private final RunSettings settings;
  private final SlotLayout slots;
  private final AttackMemory gradientNotes = new AttackMemory();
  private final AttackMemory statisticsNotes = new AttackMemory();

  SimulatedAdversary(RunSettings settings, SlotLayout slots) {
    this.settings = settings;
    this.slots = slots;
  }

  /** A round before the attack: what every node computed honestly, and where it was taken. */
  @SuppressWarnings("ArrayRecordComponent") // lives for one call
  record Round(int k, double learningRate, int[] byzantine, INDArray parameters) {}

  /** Overwrites the rows of the Byzantine nodes; nothing if updates are not forged in this run. */
  void forge(INDArray updates, Round round, Optional<INDArray> previous) {
    settings.attack().ifPresent(attack -> forge(attack, updates, round, previous));
  }

  private void forge(Attack attack, INDArray updates, Round round, Optional<INDArray> previous) {
    if (slots.statistics() == 0) {
      let(attack, updates, round, settings.rule(), gradientNotes, previous);
      return;
    }
    INDArray statistics =
        Nd4j.createUninitialized(updates.dataType(), updates.size(0), slots.statistics());
    slots.takeStatistics(updates, statistics);
    INDArray point = Nd4j.createUninitialized(updates.dataType(), 1, slots.statistics());
    slots.takeStatistics(round.parameters().dup(), point);
    let(attack, updates, round, settings.rule(), gradientNotes, previous);
    Round ofStatistics = new Round(round.k(), round.learningRate(), round.byzantine(), point);
    let(
        attack,
        statistics,
        ofStatistics,
        settings.statisticsRule(),
        statisticsNotes,
        Optional.empty());
    slots.putStatistics(statistics, updates);
  }

  private void let(
      Attack attack,
      INDArray rows,
      Round round,
      Aggregator rule,
      AttackMemory notes,
      Optional<INDArray> previous) {
    attack.forge(
        new AttackContext(
                rows,
                round.byzantine(),
                round.parameters(),
                round.learningRate(),
                rule,
                round.k(),
                settings.seed())
            .inRun(previous, notes));
  }
}
