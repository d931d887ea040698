package io.github.brsgd.attack;

import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.Notes;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All attackers send a copy of one honest node's row, so that this node's data counts too much.
 *
 * <p>No forged row can be told from an honest one; where nodes hold different data the model leans
 * towards the node copied. The node is fixed, or chosen in a warm-up as the one farthest out along
 * the direction v in which honest nodes differ most, and then kept:
 *
 * <pre>
 * p_t = sum_i (x_i - mu) &lt;x_i - mu, v_t&gt;,  v_(t+1) = unit(t/(t+1) v_t + 1/(t+1) unit(p_t))
 * target = argmax_i |&lt;x_i - mu, v&gt;|
 * </pre>
 *
 * <p>While a fixed node is absent the next honest one is copied.
 *
 * <p>Variant: Oja's rule over rounds with each round's step of unit length, so that the scale of
 * the gradients does not matter; v_0 is drawn from the run's seed; during the warm-up the copy is
 * of the node that is farthest out so far; the first of equal ones. It needs the run's {@link
 * AttackContext#memory}. A chosen node that turns Byzantine is replaced; a fixed one is an error.
 * Cost: O(d h) in the warm-up, then O(d).
 *
 * @param target id of the honest node copied; {@code null} to choose one
 * @param warmUp rounds over which it is chosen, at least 1
 * @see <a href="https://arxiv.org/abs/2006.09365">Karimireddy, He and Jaggi, "Byzantine-robust
 *     learning on heterogeneous datasets via bucketing", ICLR 2022</a>
 * @since 0.1
 */
public record Mimic(Integer target, int warmUp) implements Attack {

  /** Rounds of warm-up unless set. */
  public static final int DEFAULT_WARM_UP = 20;

  private static final String DIRECTION = "mimic direction";
  private static final String ROUNDS = "mimic rounds";
  private static final String TARGET = "mimic target";

  /** Checks both parameters. */
  public Mimic {
    if (target != null && target < 0) {
      throw new IllegalArgumentException("Mimic: need target >= 0, got target=" + target);
    }
    if (warmUp < 1) {
      throw new IllegalArgumentException("Mimic: need warmUp >= 1, got warmUp=" + warmUp);
    }
  }

  /** A node chosen in {@link #DEFAULT_WARM_UP} rounds. */
  public Mimic() {
    this(null, DEFAULT_WARM_UP);
  }

  /**
   * A fixed node.
   *
   * @param target its id
   */
  public Mimic(int target) {
    this(target, DEFAULT_WARM_UP);
  }

  @Override
  public void forge(AttackContext context) {
    target(context).ifPresent(node -> copy(context, node));
  }

  /** Statistics of the very node whose gradient is copied: they are halves of one row. */
  @Override
  public void forgeStatistics(AttackContext statistics, AttackContext gradients) {
    Optional<Integer> node =
        target != null
            ? Optional.of(standIn(statistics.honest(), target))
            : gradients.memory().get(TARGET).map(noted -> noted.getInt(0));
    node.ifPresent(id -> copy(statistics, id));
  }

  private Optional<Integer> target(AttackContext context) {
    if (target == null) {
      return context.honestRows(1).map(rows -> choose(context, rows, context.finiteHonest()));
    }
    if (target >= context.updates().size(0)
        || Arrays.binarySearch(context.byzantine(), target) >= 0) {
      throw new IllegalArgumentException(
          "Mimic: need an honest node as target, got target="
              + target
              + ", honest "
              + Arrays.toString(context.honest()));
    }
    return Optional.of(standIn(context.honest(), target));
  }

  /** The node itself, or while it is absent the next one that is there. */
  private static int standIn(int[] honest, int node) {
    return IntStream.of(honest)
        .filter(id -> id >= node)
        .findFirst()
        .orElse(honest.length == 0 ? node : honest[0]);
  }

  private static void copy(AttackContext context, int node) {
    if (Arrays.binarySearch(context.finiteHonest(), node) >= 0) {
      context.sendFromAll(context.updates().getRow(node, true));
    }
  }

  private int choose(AttackContext context, Rows rows, int[] finite) {
    Notes memory = context.memory();
    int rounds = memory.get(ROUNDS).map(count -> count.getInt(0)).orElse(0);
    Optional<Integer> kept =
        memory.get(TARGET).map(node -> node.getInt(0)).filter(n -> isIn(n, finite));
    if (rounds >= warmUp && kept.isPresent()) {
      return kept.get();
    }
    INDArray mean = rows.mean();
    INDArray direction =
        memory
            .get(DIRECTION)
            .filter(v -> v.length() == rows.length())
            .orElseGet(() -> start(context, rows));
    if (rounds < warmUp) {
      direction = turned(direction, rounds, rows, projections(rows, mean, direction));
      memory.put(DIRECTION, direction);
      memory.put(ROUNDS, Nd4j.scalar(rounds + 1));
    }
    double[] out = projections(rows, mean, direction);
    int farthest =
        IntStream.range(0, out.length)
            .reduce(0, (best, i) -> Math.abs(out[i]) > Math.abs(out[best]) ? i : best);
    memory.put(TARGET, Nd4j.scalar(finite[farthest]));
    return finite[farthest];
  }

  private static boolean isIn(int node, int[] ids) {
    return Arrays.binarySearch(ids, node) >= 0;
  }

  private static INDArray start(AttackContext context, Rows rows) {
    SplittableRandom random = context.random(-1);
    double[] values = new double[rows.length()];
    Arrays.setAll(values, c -> random.nextGaussian());
    return unit(Nd4j.createFromArray(values).reshape(1, values.length).castTo(rows.type()));
  }

  /** {@code <x_i - mean, v>} for all rows, in double. */
  private static double[] projections(Rows rows, INDArray mean, INDArray direction) {
    INDArray centre = mean.castTo(DataType.DOUBLE);
    INDArray v = direction.castTo(DataType.DOUBLE).reshape(direction.length());
    return IntStream.range(0, rows.count())
        .mapToDouble(
            i ->
                Nd4j.getBlasWrapper()
                    .dot(rows.copy(i).castTo(DataType.DOUBLE).subi(centre).reshape(v.length()), v))
        .toArray();
  }

  private static INDArray turned(INDArray direction, int t, Rows rows, double[] projections) {
    // sum_i (x_i - mu) p_i = sum_i x_i (p_i - mean of p).
    double mean = Arrays.stream(projections).average().orElseThrow();
    double total = Arrays.stream(projections).map(p -> Math.abs(p - mean)).sum();
    if (!(total > 0 && total < Double.POSITIVE_INFINITY)) {
      return direction;
    }
    double[] weights = Arrays.stream(projections).map(p -> (p - mean) / total).toArray();
    INDArray step = unit(rows.weightedSum(weights));
    return unit(direction.mul((double) t / (t + 1)).addi(step.muli(1.0 / (t + 1))));
  }

  private static INDArray unit(INDArray vector) {
    double norm = Math.sqrt(Rows.of(vector).squaredNorms()[0]);
    return norm > 0 ? vector.div(norm) : vector;
  }

  @Override
  public String toString() {
    return new MemberText("mimic")
        .with("target", target, null)
        .with("warm-up", warmUp, DEFAULT_WARM_UP)
        .toString();
  }
}
