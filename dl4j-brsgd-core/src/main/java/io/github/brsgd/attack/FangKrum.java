package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * All attackers send one row against the signs of the honest mean, as long as a rule that picks
 * rows still picks it.
 *
 * <pre>
 * x_b = -lambda sign(mu),  sign(0) = 0
 * lambda from max_ij ||x_i - x_j|| / sqrt(d), halved until the server's rule picks a forged row
 * </pre>
 *
 * <p>A rule picks a row to which it gives weight. One that tells no weights, such as the median,
 * picks none: once lambda is below 1e-5 of its start it is sent as it is. Equal honest rows: 0.
 * Cost: O(d h^2) and up to 17 aggregations.
 *
 * <p>With partial knowledge mu and the distances are those of the attackers' own honest rows, of
 * which it takes two, and the rule, which this attack alone is told then, is asked about a guess:
 * their own rows, in turn, in the place of all others. The guess takes another m x d.
 *
 * @param knowledge full or partial
 * @see <a href="https://www.usenix.org/conference/usenixsecurity20/presentation/fang">Fang, Cao,
 *     Jia and Gong, "Local model poisoning attacks to Byzantine-robust federated learning", USENIX
 *     Security 2020</a>
 * @since 0.2
 */
public record FangKrum(Knowledge knowledge) implements Attack {

  /** Where lambda ends, as a share of where it began; from the paper. */
  private static final double LEAST = 1e-5;

  /** Checks the knowledge. */
  public FangKrum {
    Knowledge.check("FangKrum", knowledge, Knowledge.FULL, Knowledge.PARTIAL);
  }

  /** The attack with full knowledge. */
  public FangKrum() {
    this(Knowledge.FULL);
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    Optional<Rows> known = context.limitedTo(knowledge).honestRows(2);
    if (known.isEmpty()) {
      return;
    }
    Rows rows = known.get();
    INDArray away = Transforms.sign(rows.mean(), false).negi();
    double start = Finite.factor(farthest(rows) / Math.sqrt(rows.length()), rows.type());
    if (knowledge == Knowledge.FULL) {
      forge(context, context, away, start);
      return;
    }
    try (INDArray guess = guess(context, rows)) {
      forge(context, context.over(guess), away, start);
    }
  }

  private static void forge(
      AttackContext context, AttackContext asked, INDArray away, double start) {
    ServerProbe.of(asked, 1)
        .ifPresent(probe -> context.sendFromAll(away.muli(start * share(probe, away, start))));
  }

  private static double share(ServerProbe probe, INDArray away, double start) {
    double share = 1;
    while (share >= LEAST && !probe.picks(away.mul(start * share))) {
      share /= 2;
    }
    return share;
  }

  private static double farthest(Rows rows) {
    return Math.sqrt(
        Arrays.stream(rows.squaredDistances()).flatMapToDouble(Arrays::stream).max().orElseThrow());
  }

  private static INDArray guess(AttackContext context, Rows own) {
    INDArray guess =
        Nd4j.createUninitialized(context.type(), context.nodes(), (long) context.length());
    for (int node = 0; node < context.nodes(); node++) {
      guess.getRow(node, true).assign(own.copy(node % own.count()));
    }
    return guess;
  }

  @Override
  public String toString() {
    return new MemberText("fang-krum").with("knowledge", knowledge, Knowledge.FULL).toString();
  }
}
