package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.Notes;
import java.util.Optional;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Pushes the parameters along signs that were drawn once, round after round, so that pushes add up
 * however small the rule leaves each of them. It needs no honest rows.
 *
 * <pre>
 * x_b = -c ||G|| (v * s) / ||v||,  v = |G - b ||G||/||b|||  in each coordinate
 * G the previous aggregate, b the attacker's own last row, s the signs
 * </pre>
 *
 * <p>v = 0 gives 0, b = 0 leaves v = |G|. In its first two rounds an attack sends what its nodes
 * computed, as does a node that has no last row yet, or one that is not finite, and whoever cannot
 * reckon, because ||G|| is infinite. Every 50 rounds the attackers look whether it works: where
 * fewer coordinates of w_k - w_(k-50) have the sign of s than 99 of 100 walks without a direction
 * would have, c becomes 0.7 c, unless it is below 0.5 by then. Statistics are sent as they are.
 *
 * <p>The knowledge is partial: own rows, points and aggregates. It needs the run's {@link
 * AttackContext#memory} and keeps 2 + attackers vectors in it, one for each node that has attacked.
 * Cost: O(d) per attacker.
 *
 * @param c length of a forged row over that of the previous aggregate, at first; positive and
 *     finite. 8 unless set, which is ours
 * @see <a href="https://arxiv.org/abs/2404.15611">Xie, Fang and Gong, "Model poisoning attacks to
 *     federated learning via multi-round consistency", CVPR 2025</a>
 * @since 0.2
 */
public record PoisonedFl(double c) implements Attack {

  /** The factor at first unless set. */
  public static final double DEFAULT_C = 8;

  private static final String ROUNDS = "poisoned-fl rounds";
  private static final String SIGNS = "poisoned-fl signs";
  private static final String FACTOR = "poisoned-fl c";
  private static final String POINT = "poisoned-fl point";
  private static final String POINT_ROUND = "poisoned-fl point round";
  private static final String ROW = "poisoned-fl row ";

  // From the paper.
  private static final int HONEST_ROUNDS = 2;
  private static final int PERIOD = 50;
  private static final double CONFIDENCE = 0.99;
  private static final double LESS = 0.7;
  private static final double LEAST = 0.5;

  /** Checks the factor. */
  public PoisonedFl {
    Check.positive("PoisonedFl", "c", c);
  }

  /** The attack with {@link #DEFAULT_C}. */
  public PoisonedFl() {
    this(DEFAULT_C);
  }

  @Override
  public Knowledge knowledge() {
    return Knowledge.PARTIAL;
  }

  @Override
  public void forge(AttackContext context) {
    AttackContext known = context.limitedTo(Knowledge.PARTIAL);
    Notes memory = known.memory();
    int rounds = memory.get(ROUNDS).map(noted -> noted.getInt(0)).orElse(0);
    INDArray signs = memory.get(SIGNS).orElseGet(() -> drawn(known));
    double factor = factor(known, signs);
    for (int node : known.byzantine()) {
      String name = ROW + node;
      Optional<INDArray> last = memory.get(name);
      if (rounds >= HONEST_ROUNDS && last.isPresent()) {
        known.previous().ifPresent(g -> send(known, node, g, last.get(), signs, factor));
      }
      note(memory, name, known.ownRow(node));
    }
    memory.put(ROUNDS, Nd4j.scalar(rounds + 1));
  }

  /** Statistics have no previous aggregate. */
  @Override
  public void forgeStatistics(AttackContext statistics, AttackContext gradients) {}

  private static INDArray drawn(AttackContext context) {
    SplittableRandom random = context.random(-1);
    int d = context.length();
    float[] signs = new float[d];
    for (int j = 0; j < d; j++) {
      signs[j] = random.nextBoolean() ? 1 : -1;
    }
    INDArray drawn = Nd4j.createFromArray(signs).reshape(1, d).castTo(context.type());
    context.memory().put(SIGNS, drawn);
    return drawn;
  }

  private static void send(
      AttackContext context,
      int node,
      INDArray aggregate,
      INDArray last,
      INDArray signs,
      double factor) {
    if (Rows.of(last).nonFinite().length > 0) {
      return;
    }
    Polar previous = Polar.of(aggregate);
    if (Double.isFinite(previous.length())) {
      // v over ||G||: of G and b themselves the range of the type may not hold the difference.
      INDArray v = Transforms.abs(previous.unit().subi(Polar.of(last).unit()), false);
      double norm = Math.sqrt(Rows.of(v).squaredNorms()[0]);
      // In two steps, for the factor may leave the range where no value does.
      double root = Math.sqrt(factor) * Math.sqrt(previous.length() / norm);
      double scale = norm > 0 ? Finite.factor(root, v.dataType()) : 0;
      context.send(node, v.muli(signs).muli(scale).muli(-scale));
    }
  }

  /** c as it is by now: less where a period has not moved the point along the signs. */
  private double factor(AttackContext context, INDArray signs) {
    Notes memory = context.memory();
    double factor = memory.get(FACTOR).map(noted -> noted.getDouble(0)).orElse(c);
    Optional<Integer> since = memory.get(POINT_ROUND).map(noted -> noted.getInt(0));
    if (since.isPresent() && context.round() - since.get() < PERIOD) {
      return factor;
    }
    if (since.isPresent() && factor >= LEAST && !works(context, signs)) {
      factor *= LESS;
    }
    memory.put(FACTOR, Nd4j.scalar(factor));
    note(memory, POINT, context.parameters());
    memory.put(POINT_ROUND, Nd4j.scalar(context.round()));
    return factor;
  }

  private static boolean works(AttackContext context, INDArray signs) {
    INDArray before = context.memory().get(POINT).orElseThrow();
    INDArray along = context.parameters().sub(before).muli(signs);
    long count = along.scan(Conditions.greaterThan(0)).longValue();
    return count >= BinomialQuantile.of(along.length(), CONFIDENCE);
  }

  private static void note(Notes memory, String name, INDArray values) {
    Optional<INDArray> noted = memory.get(name);
    if (noted.isPresent()) {
      noted.get().assign(values);
    } else {
      memory.put(name, values.dup('c'));
    }
  }

  @Override
  public String toString() {
    return new MemberText("poisoned-fl").with("c", c, DEFAULT_C).toString();
  }
}
