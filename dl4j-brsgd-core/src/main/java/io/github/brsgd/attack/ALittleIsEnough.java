package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the honest mean moved by a few honest deviations in every coordinate: too little to be told
 * from noise, in one direction round after round.
 *
 * <pre>
 * x_b = mu + z sigma,  mu, sigma the honest rows' mean and deviation (divisor h-1) per coordinate
 * z   = max(0, Phi^-1((m-q-s)/(m-q))),  s = floor(m/2) + 1 - q, q attackers, unless set
 * </pre>
 *
 * <p>The default z is the paper's: s honest rows are expected beyond the forged value, so that the
 * attackers and they form a majority. It is small by construction: 0.37 for m = 20, q = 6. A
 * negative z moves the other way. Cost: O(d h).
 *
 * <p>Example, z = 1.5: honest rows (1), (3) with mean 2 and deviation 1.41 give (4.12).
 *
 * <p>With partial knowledge mu and sigma are those of the attackers' own honest rows, of which it
 * takes two.
 *
 * @param z deviations added, finite; {@code null} for the paper's choice
 * @param knowledge full or partial
 * @see <a href="https://arxiv.org/abs/1902.06156">Baruch, Baruch and Goldberg, "A little is enough:
 *     circumventing defenses for distributed learning", NeurIPS 2019</a>
 * @since 0.1
 */
public record ALittleIsEnough(Double z, Knowledge knowledge) implements Attack {

  /** Checks both parameters. */
  public ALittleIsEnough {
    if (z != null && !Double.isFinite(z)) {
      throw new IllegalArgumentException("ALittleIsEnough: need a finite z, got z=" + z);
    }
    Knowledge.check("ALittleIsEnough", knowledge, Knowledge.FULL, Knowledge.PARTIAL);
  }

  /**
   * The attack with full knowledge.
   *
   * @param z deviations added, finite; {@code null} for the paper's choice
   */
  public ALittleIsEnough(Double z) {
    this(z, Knowledge.FULL);
  }

  /** The attack with the paper's z. */
  public ALittleIsEnough() {
    this(null);
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    double factor = z != null ? z : z(context);
    context
        .limitedTo(knowledge)
        .honestRows(2)
        .ifPresent(rows -> context.sendFromAll(moved(rows, factor)));
  }

  /** Attackers who happen to be a majority while honest nodes are away still win one of them. */
  private static double z(AttackContext context) {
    int m = context.rows();
    int q = context.forgedRows();
    boolean majority = q > m / 2 && m < context.nodes();
    return majority ? z(m, q, 1) : defaultZ(m, q);
  }

  @Override
  public Optional<String> caveat(int nodes, int attackers) {
    boolean harmless =
        z != null ? z == 0 : attackers <= nodes / 2 && defaultZ(nodes, attackers) == 0;
    return harmless
        ? Optional.of(
            this
                + " sends exactly the honest mean: its z is 0 for m="
                + nodes
                + " with "
                + attackers
                + " attackers; give a larger z")
        : Optional.empty();
  }

  private static INDArray moved(Rows rows, double factor) {
    INDArray deviation = Finite.cap(rows.statistic(new CoordinateStatistic.Deviation()));
    return rows.mean().addi(deviation.muli(Finite.factor(factor, rows.type())));
  }

  /**
   * The paper's z.
   *
   * @param m nodes
   * @param q attackers, less than m
   * @return the factor, at least 0
   * @throws IllegalArgumentException if the attackers are a majority without help, {@code q >
   *     floor(m/2)}, for which the paper has no z
   */
  public static double defaultZ(long m, int q) {
    long s = m / 2 + 1 - q;
    if (s <= 0) {
      throw new IllegalArgumentException(
          "ALittleIsEnough: the default z needs q <= m/2, got m=" + m + ", q=" + q + "; give z");
    }
    return z(m, q, s);
  }

  private static double z(long m, int q, long s) {
    double share = (double) (m - q - s) / (m - q);
    return share <= 0.5 ? 0 : NormalQuantile.of(share);
  }

  @Override
  public String toString() {
    return new MemberText("alie")
        .with("z", z, null)
        .with("knowledge", knowledge, Knowledge.FULL)
        .toString();
  }
}
