package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Sends the honest mean moved as far as the forged row's squared distances to the honest ones do
 * not add up to more than those of the honest row farthest from the rest.
 *
 * <pre>
 * x_b = mu + gamma u,  gamma = sqrt((S - V) / (h ||u||^2))
 * V = sum_i ||x_i - mu||^2,  S = max_i sum_j ||x_i - x_j||^2
 * </pre>
 *
 * <p>Weaker and harder to see than {@link MinMax}. Cost: O(d h^2).
 *
 * <p>Example, u = -sigma: honest rows (1), (3) have V = 2, S = 4 and give (1).
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
public record MinSum(Direction direction, Knowledge knowledge) implements Attack {

  /** Checks that a direction is given, and the knowledge. */
  public MinSum {
    Objects.requireNonNull(direction, "direction");
    Knowledge.check("MinSum", knowledge, Knowledge.FULL, Knowledge.PARTIAL);
  }

  /**
   * The attack with full knowledge.
   *
   * @param direction which u
   */
  public MinSum(Direction direction) {
    this(direction, Knowledge.FULL);
  }

  /** The attack along the deviation. */
  public MinSum() {
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
    double variance = Arrays.stream(rows.squaredDistances(mean)).sum();
    double largest =
        Arrays.stream(rows.squaredDistances())
            .mapToDouble(row -> Arrays.stream(row).sum())
            .max()
            .orElseThrow();
    double length = Rows.of(u).squaredNorms()[0];
    double gamma = Math.sqrt(Math.max(0, largest - variance) / rows.count() / length);
    return Double.isFinite(gamma) ? u.muli(Finite.factor(gamma, rows.type())).addi(mean) : mean;
  }

  @Override
  public String toString() {
    return new MemberText("min-sum")
        .with("direction", direction, Direction.DEVIATION)
        .with("knowledge", knowledge, Knowledge.FULL)
        .toString();
  }
}
