package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the honest mean moved as far as no honest row is farther from the forged one than the two
 * honest rows farthest apart.
 *
 * <pre>
 * x_b = mu + gamma u,  gamma the largest with  max_i ||x_b - x_i||^2 &lt;= max_ij ||x_i - x_j||^2
 * </pre>
 *
 * <p>In closed form gamma is the least over i of the positive roots of {@code ||u||^2 g^2 + 2 g <u,
 * mu - x_i> + ||mu - x_i||^2 = max D}. Cost: O(d h^2).
 *
 * <p>Example, u = -sigma: honest rows (1), (3) give (1): any farther, and 3 is more than 2 away.
 *
 * <p>With partial knowledge the rows are the attackers' own honest ones, of which it takes two.
 *
 * @param direction which u
 * @param knowledge full or partial
 * @see <a
 *     href="https://www.ndss-symposium.org/ndss-paper/manipulating-the-byzantine-optimizing-model-poisoning-attacks-and-defenses-for-federated-learning/">Shejwalkar
 *     and Houmansadr, "Manipulating the Byzantine: optimizing model poisoning attacks and defenses
 *     for federated learning", NDSS 2021</a>
 * @since 0.1
 */
public record MinMax(Direction direction, Knowledge knowledge) implements Attack {

  /** Checks that a direction is given, and the knowledge. */
  public MinMax {
    Objects.requireNonNull(direction, "direction");
    Knowledge.check("MinMax", knowledge, Knowledge.FULL, Knowledge.PARTIAL);
  }

  /**
   * The attack with full knowledge.
   *
   * @param direction which u
   */
  public MinMax(Direction direction) {
    this(direction, Knowledge.FULL);
  }

  /** The attack along the deviation. */
  public MinMax() {
    this(Direction.DEVIATION);
  }

  @Override
  public boolean readsOwnRows() {
    return knowledge != Knowledge.FULL;
  }

  @Override
  public void forge(AttackContext context) {
    context.limitedTo(knowledge).honestRows(2).ifPresent(rows -> context.sendFromAll(forged(rows)));
  }

  private INDArray forged(Rows rows) {
    INDArray mean = rows.mean();
    INDArray u = direction.of(rows, mean);
    double largest =
        Arrays.stream(rows.squaredDistances()).flatMapToDouble(Arrays::stream).max().orElseThrow();
    double a = Rows.of(u).squaredNorms()[0];
    double[] distances = rows.squaredDistances(mean);
    double[] along = rows.projections(mean, u);
    double gamma = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows.count(); i++) {
      gamma = Math.min(gamma, root(a, -along[i], largest - distances[i]));
    }
    return Double.isFinite(gamma) ? u.muli(Finite.factor(gamma, rows.type())).addi(mean) : mean;
  }

  /** The positive root of {@code a g^2 + 2 b g = c}, c >= 0, without cancellation. */
  private static double root(double a, double b, double c) {
    double room = Math.max(0, c);
    double discriminant = Math.sqrt(b * b + a * room);
    return b > 0 ? room / (b + discriminant) : (discriminant - b) / a;
  }

  @Override
  public String toString() {
    return new MemberText("min-max")
        .with("direction", direction, Direction.DEVIATION)
        .with("knowledge", knowledge, Knowledge.FULL)
        .toString();
  }
}
