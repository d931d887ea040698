package io.github.brsgd.aggregation;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Drops, on random coordinates, the rows that stand out in the direction of largest variance.
 *
 * <pre>
 * iterations times:  on min(d, dim) random coordinates, centre the rows by their mean,
 *                    v = top right singular vector,
 *                    drop the ceil(c q) rows with the largest &lt;v, x_i - mean&gt;^2
 * A = mean of the rows kept every time
 * </pre>
 *
 * <p>Coordinates are drawn without repetition, seeded by run and round; if d is at most {@code dim}
 * all are used. Equal projections, to 1e-12: the lower node index is kept. Rows of doubles longer
 * than 1e145 are dropped first.
 *
 * <p>Requires m &gt;= 2q+1 and iterations ceil(c q) &lt; m. Cost: O(iterations (dim m^2 + m^3)) and
 * O(d m) time, O(dim m + m^2) memory. A bad choice if the attack works on few coordinates that the
 * draw may miss; for q near m/2, where many honest rows go with the Byzantine ones; and against
 * rows of very different lengths, of which the farthest moves the mean and hides the others (put
 * {@code arc} before it).
 *
 * <p>Example, q = 1, c = 1: rows (0), (1), (2), (90) give (1).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param iterations passes, at least 1
 * @param c rows dropped per pass over q, positive and finite
 * @param dim coordinates looked at in a pass, at least 1
 * @see <a href="https://doi.org/10.14722/ndss.2021.24498">Shejwalkar and Houmansadr, "Manipulating
 *     the Byzantine: optimizing model poisoning attacks and defenses for federated learning", NDSS
 *     2021</a>
 * @since 0.1
 */
public record DivideAndConquer(int q, int iterations, double c, int dim) implements RowsAggregator {

  /** Coordinates looked at unless set, as in the paper. */
  public static final int DEFAULT_DIM = 10_000;

  private static final int MOST_DROPPED = 1 << 30;

  /** Checks what does not depend on m. */
  public DivideAndConquer {
    Requirement.checkByzantine("DivideAndConquer", q);
    if (iterations < 1) {
      throw new IllegalArgumentException(
          "DivideAndConquer: need iterations >= 1, got iterations=" + iterations);
    }
    Check.positive("DivideAndConquer", "c", c);
    if (dim < 1) {
      throw new IllegalArgumentException("DivideAndConquer: need dim >= 1, got dim=" + dim);
    }
    if (c * q * iterations > MOST_DROPPED) {
      throw new IllegalArgumentException(
          "DivideAndConquer: need iterations c q <= "
              + MOST_DROPPED
              + ", got iterations="
              + iterations
              + ", c="
              + c
              + ", q="
              + q);
    }
  }

  /**
   * One pass that drops q rows.
   *
   * @param q Byzantine rows tolerated, at least 0
   */
  public DivideAndConquer(int q) {
    this(q, 1, 1, DEFAULT_DIM);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    int drop = dropped();
    SplittableRandom random = context.random();
    boolean[] kept = new boolean[m];
    Arrays.fill(kept, true);
    for (int t = 0; t < iterations && drop > 0; t++) {
      double[] scores = scores(sample(rows, random).centredGram());
      boolean[] keptNow = new boolean[m];
      Arrays.stream(least(scores, m - drop)).forEach(i -> keptNow[i] = true);
      for (int i = 0; i < m; i++) {
        kept[i] &= keptNow[i];
      }
    }
    if (dim < rows.length()) {
      rows.requireFinite();
    }
    return new Selection(m, IntStream.range(0, m).filter(i -> kept[i]).toArray()).mean(rows);
  }

  /** ceil(c q) for the decimal that c was written as: 1.1 times 10 is 11. */
  private int dropped() {
    return BigDecimal.valueOf(c)
        .multiply(BigDecimal.valueOf(q))
        .setScale(0, RoundingMode.CEILING)
        .intValueExact();
  }

  private Rows sample(Rows rows, SplittableRandom random) {
    int d = rows.length();
    if (d <= dim) {
      return rows;
    }
    // Floyd's algorithm: every set of columns is as likely as any other.
    BitSet columns = new BitSet(d);
    for (int last = d - dim; last < d; last++) {
      int column = random.nextInt(last + 1);
      columns.set(columns.get(column) ? last : column);
    }
    return rows.columns(columns);
  }

  private static double[] scores(double[][] gram) {
    double[] near = Spectrum.near(gram);
    double[] scores = new Spectrum(gram, near).top().squaredProjections();
    for (int i = 0; i < scores.length; i++) {
      if (near[i] == 0) {
        scores[i] = Double.POSITIVE_INFINITY;
      }
    }
    return scores;
  }

  /** The rows of least score; those that only rounding tells from the last kept are equal to it. */
  private static int[] least(double[] scores, int count) {
    double last = Arrays.stream(scores).sorted().toArray()[count - 1];
    double[] classes = new double[scores.length];
    for (int i = 0; i < classes.length; i++) {
      if (scores[i] < last * (1 - Spectrum.ROUNDING)) {
        classes[i] = -1;
      } else if (scores[i] > last * (1 + Spectrum.ROUNDING)) {
        classes[i] = 1;
      }
    }
    return Selection.leastOf(classes, count).ids();
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("DivideAndConquer", m, q);
    if ((long) iterations * dropped() >= m) {
      throw new IllegalArgumentException(
          "DivideAndConquer: need m > iterations ceil(c q), got m="
              + m
              + ", iterations="
              + iterations
              + ", c="
              + c
              + ", q="
              + q);
    }
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public DivideAndConquer tolerating(int other) {
    return new DivideAndConquer(other, iterations, c, dim);
  }

  @Override
  public String toString() {
    return new MemberText("dnc")
        .with("q", q)
        .with("iters", iterations, 1)
        .with("c", c, 1.0)
        .with("dim", dim, DEFAULT_DIM)
        .toString();
  }
}
