package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.state.Notes;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each attacker sends the gradient that it computed honestly some rounds ago.
 *
 * <pre>x_b = g_b at w_(k-rounds), the current one while no round that old is remembered</pre>
 *
 * <p>What a slow or replaying node does; harmless at small delays, a wrong direction where the loss
 * turns. It needs the run's {@link AttackContext#memory} and keeps {@code rounds} matrices of m x d
 * in it, all nodes' rows, as the attackers may change. An attacker that was absent then sends the
 * current one. Full knowledge is for the keeping alone: what is sent was the attacker's own. Cost:
 * O(d m).
 *
 * @param rounds age of the gradient sent, at least 1
 * @since 0.1
 */
public record Stale(int rounds) implements Attack {

  /** Checks the age. */
  public Stale {
    if (rounds < 1) {
      throw new IllegalArgumentException("Stale: need rounds >= 1, got rounds=" + rounds);
    }
  }

  @Override
  public void forge(AttackContext context) {
    INDArray updates = context.updates();
    Notes memory = context.memory();
    String slot = "stale " + context.round() % rounds;
    Optional<INDArray> old = memory.get(slot).filter(rows -> rows.equalShapes(updates));
    INDArray kept = old.orElseGet(updates::dup);
    // The round in which each row was computed: absent nodes compute none.
    long[] times =
        old.isPresent()
            ? memory.get(slot + " rounds").orElseThrow().toLongVector()
            : LongStream.range(0, updates.size(0)).map(node -> -1).toArray();
    for (int node : context.answering()) {
      kept.getRow(node, true).assign(updates.getRow(node, true));
      times[node] = context.round();
    }
    for (int node : context.byzantine()) {
      INDArray row = updates.getRow(node, true);
      if (times[node] == (long) context.round() - rounds) {
        INDArray current = row.dup();
        row.assign(kept.getRow(node, true));
        kept.getRow(node, true).assign(current);
      } else {
        kept.getRow(node, true).assign(row);
      }
      times[node] = context.round();
    }
    memory.put(slot, kept);
    memory.put(slot + " rounds", Nd4j.createFromArray(times));
  }

  @Override
  public String toString() {
    return new MemberText("stale").with("r", rounds).toString();
  }
}
