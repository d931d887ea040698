package io.github.brsgd.spark.node;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.spark.rows.HeapVector;
import io.github.brsgd.state.Notes;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An attacker who sees nothing but its own row: neither other rows nor the server's rule and
 * aggregates, and who remembers nothing. Attacks that need more are refused, before the run where
 * they can be found out, else in the round in which they ask.
 */
final class ForgedRow {

  /** As long as the longest warm-up of the attacks in the catalogue and then some. */
  private static final int PROBED_ROUNDS = 256;

  private ForgedRow() {}

  /** The server's rule, which executors do not know. */
  private record NoRule() implements Aggregator {
    private static final long serialVersionUID = 1;

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      throw new IllegalArgumentException("attack: the server's rule is not known here");
    }
  }

  /**
   * Overwrites the row of a node with what it sends.
   *
   * @throws IllegalArgumentException if the attack needs more than the row
   */
  static void write(Attack attack, INDArray row, int node, RoundTask task, long seed) {
    try (INDArray parameters = task.parameters().matrix(1)) {
      forge(
          attack,
          row,
          parameters,
          task.learningRate(),
          task.round(),
          Seeds.derive(seed, Purpose.ATTACK, node),
          Optional.empty());
    }
  }

  private static void forge(
      Attack attack,
      INDArray row,
      INDArray parameters,
      double learningRate,
      int round,
      long seed,
      Optional<INDArray> previous) {
    Notes notes = new Notes();
    try {
      attack.forge(
          new AttackContext(row, new int[] {0}, parameters, learningRate, new NoRule(), round, seed)
              .inRun(previous, notes)
              .limitedTo(attack.knowledge()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "attack: "
              + attack
              + " needs the rows of other nodes or the server's rule, which nobody has where rows"
              + " are sharded; use the transport that collects them",
          e);
    }
    if (!notes.names().isEmpty()) {
      throw new IllegalArgumentException(
          "attack: "
              + attack
              + " remembers earlier rounds, which executors do not; use the transport that collects"
              + " rows");
    }
  }

  /**
   * Refuses attacks that need more than their own row, in any of the first rounds of a run.
   *
   * @param round of the first
   * @throws IllegalArgumentException that names the attack
   */
  static void check(Attack attack, int round) {
    if (attack.knowledge() == Knowledge.PARTIAL) {
      throw new IllegalArgumentException(
          "attack: "
              + attack
              + " needs what attackers know together, of each other's rows or of the server's"
              + " aggregates, which executors do not; use the transport that collects rows");
    }
    for (int k = round; k < round + PROBED_ROUNDS; k++) {
      try (INDArray row = Nd4j.ones(DataType.FLOAT, 1, 4);
          INDArray same = Nd4j.ones(DataType.FLOAT, 1, 4);
          INDArray point = Nd4j.zeros(DataType.FLOAT, 1, 4);
          INDArray aggregate = Nd4j.ones(DataType.FLOAT, 1, 4).muli(3)) {
        forge(attack, row, point, 1, k, 0, Optional.empty());
        forge(attack, same, point, 1, k, 0, Optional.of(aggregate));
        if (!HeapVector.of(row).sameBits(HeapVector.of(same))) {
          throw new IllegalArgumentException(
              "attack: "
                  + attack
                  + " looks at the server's last aggregate, which executors do not know; use the"
                  + " transport that collects rows");
        }
      }
    }
  }
}
