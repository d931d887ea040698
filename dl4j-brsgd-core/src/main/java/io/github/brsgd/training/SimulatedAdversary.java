package io.github.brsgd.training;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.random.Purpose;
import io.github.brsgd.random.Seeds;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.ServerSettings;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The adversary of a simulated run, who writes the Byzantine nodes' rows and nothing else.
 *
 * <p>Like the server it takes gradients and statistics apart: the attack is let loose on either
 * matrix, against the rule that will combine it, with notes of its own for each.
 */
final class SimulatedAdversary implements AutoCloseable {

  private final Attack attack;
  private final RunSettings settings;
  private final SlotLayout slots;
  private final Notes gradientNotes = new Notes();
  private final Notes statisticsNotes = new Notes();

  /** m + 1 rows of s, written anew in every round; the last is the server's. */
  private Optional<INDArray> statistics = Optional.empty();

  /** The server as it is set once so many nodes are excluded. */
  private ServerSettings server;

  private int excluded;

  SimulatedAdversary(Attack attack, RunSettings settings, SlotLayout slots) {
    this.attack = attack;
    this.settings = settings;
    this.server = settings.server();
    this.slots = slots;
  }

  Notes gradientNotes() {
    return gradientNotes;
  }

  Notes statisticsNotes() {
    return statisticsNotes;
  }

  /** Whether the attack looks at what the Byzantine nodes computed. */
  boolean readsOwnRows() {
    return attack.readsOwnRows();
  }

  /**
   * Overwrites the rows of the Byzantine nodes.
   *
   * @param updates m x d, what every node computed honestly
   * @param byzantine ids of those to overwrite
   * @param presence tells a context who is absent
   * @param honest the honest rows
   * @param request what the server told every node
   */
  void forge(
      INDArray updates,
      int[] byzantine,
      UnaryOperator<AttackContext> presence,
      HonestRows honest,
      RoundRequest request) {
    if (request.excluded().size() != excluded) {
      excluded = request.excluded().size();
      server = settings.server().excluding(excluded);
    }
    Aggregator rule = server.rule();
    if (slots.statistics() == 0) {
      AttackContext context =
          presence
              .apply(context(updates, byzantine, request.parameters(), rule, request))
              .inRun(request.previous(), gradientNotes)
              .withTrusted(request.trusted());
      attack.forge(
          honest
              .rows()
              .map(rows -> context.withFinite(rows, honest.finite()))
              .orElse(context)
              .limitedTo(attack.knowledge()));
      return;
    }
    INDArray all = statistics(updates);
    INDArray rows = all.get(NDArrayIndex.interval(0, updates.size(0)), NDArrayIndex.all());
    INDArray point = all.getRow(updates.size(0), true);
    slots.takeStatistics(updates, rows);
    slots.copyStatistics(request.parameters(), point);
    AttackContext gradients =
        presence
            .apply(context(updates, byzantine, request.parameters(), rule, request))
            .inRun(request.previous(), gradientNotes)
            .withTrusted(request.trusted())
            .limitedTo(attack.knowledge());
    attack.forge(gradients);
    attack.forgeStatistics(
        presence
            .apply(
                new AttackContext(
                    rows,
                    byzantine,
                    point,
                    request.learningRate(),
                    server.statisticsRule(),
                    request.round(),
                    Seeds.derive(settings.seed(), Purpose.STATISTICS)))
            .inRun(Optional.empty(), statisticsNotes)
            .limitedTo(attack.knowledge()),
        gradients);
    slots.putStatistics(rows, updates);
  }

  private INDArray statistics(INDArray updates) {
    if (statistics.isEmpty()) {
      statistics =
          Optional.of(
              Nd4j.createUninitialized(
                  updates.dataType(), updates.size(0) + 1, slots.statistics()));
    }
    return statistics.get();
  }

  @Override
  public void close() {
    statistics.ifPresent(INDArray::close);
  }

  private AttackContext context(
      INDArray rows, int[] byzantine, INDArray point, Aggregator rule, RoundRequest request) {
    return new AttackContext(
        rows, byzantine, point, request.learningRate(), rule, request.round(), settings.seed());
  }
}
