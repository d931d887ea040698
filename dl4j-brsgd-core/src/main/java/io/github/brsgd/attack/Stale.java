package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.state.Notes;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each attacker sends the gradient that it computed honestly some rounds ago.
 *
 * <pre>x_b = g_b at w_(k-rounds), the current one while no round that old is remembered</pre>
 *
 * <p>What a slow or replaying node does; harmless at small delays, a wrong direction where the loss
 * turns. It needs the run's {@link AttackContext#memory} and keeps {@code rounds} matrices of m x d
 * in it, all nodes' rows, as the attackers may change. Cost: O(d m).
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
    String time = slot + " round";
    Optional<INDArray> kept = memory.get(slot).filter(old -> old.equalShapes(updates));
    if (kept.isEmpty()) {
      memory.put(slot, updates.dup());
    } else if (memory.get(time).orElseThrow().getLong(0) == (long) context.round() - rounds) {
      exchange(context, kept.get());
    } else {
      kept.get().assign(updates);
    }
    memory.put(time, Nd4j.scalar((long) context.round()));
  }

  /** Sends the old rows of the attackers and keeps the current ones of all nodes in their place. */
  private static void exchange(AttackContext context, INDArray kept) {
    INDArray updates = context.updates();
    for (int node : context.honest()) {
      kept.getRow(node, true).assign(updates.getRow(node, true));
    }
    for (int node : context.byzantine()) {
      INDArray current = updates.getRow(node, true).dup();
      updates.getRow(node, true).assign(kept.getRow(node, true));
      kept.getRow(node, true).assign(current);
    }
  }

  @Override
  public String toString() {
    return new MemberText("stale").with("r", rounds).toString();
  }
}
