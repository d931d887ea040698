package io.github.brsgd.spark.node;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.state.Notes;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An attacker who sees nothing but its own row. */
final class ForgedRow {

  private ForgedRow() {}

  /** Overwrites the row of a node with what it sends. */
  static void write(Attack attack, INDArray row, int node, RoundTask task, long seed) {
    try (INDArray parameters = task.parameters().matrix(1)) {
      attack.forge(
          new AttackContext(
                  row,
                  new int[] {0},
                  parameters,
                  task.learningRate(),
                  new Mean(),
                  task.round(),
                  Seeds.derive(seed, Purpose.ATTACK, node))
              .limitedTo(attack.knowledge()));
    }
  }

  /**
   * Refuses attacks that need more than their own row of this round.
   *
   * @throws IllegalArgumentException that names the attack
   */
  static void check(Attack attack) {
    if (attack.knowledge() == Knowledge.PARTIAL) {
      throw new IllegalArgumentException(
          "attack: "
              + attack
              + " needs what attackers know together, of each other's rows or of the server's"
              + " aggregates, which executors do not; use the transport that collects rows");
    }
    Notes notes = new Notes();
    try (INDArray row = Nd4j.ones(DataType.FLOAT, 1, 4);
        INDArray point = Nd4j.zeros(DataType.FLOAT, 1, 4)) {
      attack.forge(
          new AttackContext(row, new int[] {0}, point, 1, new Mean(), 0, 0)
              .inRun(Optional.empty(), notes)
              .limitedTo(attack.knowledge()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "attack: "
              + attack
              + " needs the rows of other nodes, which nobody has when rows are sharded; use the"
              + " transport that collects them",
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
}
