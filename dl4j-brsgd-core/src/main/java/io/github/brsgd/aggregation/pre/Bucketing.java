package io.github.brsgd.aggregation.pre;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.MemberText;
import io.github.brsgd.aggregation.Requirement;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.random.RandomOrder;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Deals the rows at random into buckets of s and averages each bucket.
 *
 * <pre>
 * pi = random permutation of the m rows, another in every round
 * y_k = mean of the rows pi(k s), ..., pi(k s + s - 1)
 * </pre>
 *
 * <p>The last bucket may hold fewer. Rows come out as nobody's: a rule behind it cannot trust a
 * node by name.
 *
 * <p>Runs for m &gt;= 1; rows out: ceil(m/s). The Byzantine rows may spoil as many buckets as there
 * are of them, so q stays and the rule behind must hold with ceil(m/s) rows: with s = 2 and {@code
 * krum}, q &lt; m/4 about. Cost: O(m) time besides the O(d m) of averaging, nothing is read. Honest
 * buckets differ less than honest rows, by sqrt(s); a bad choice where q is near what the rule
 * bears.
 *
 * <p>Example, s = 2: rows (0), (2), (9) become for instance (4.5), (2).
 *
 * @param s rows in a bucket, at least 1
 * @see <a href="https://openreview.net/forum?id=jXKKDEi5vJt">Karimireddy, He and Jaggi,
 *     "Byzantine-robust learning on heterogeneous datasets via bucketing", ICLR 2022</a>
 * @since 0.1
 */
public record Bucketing(int s) implements PreAggregator {

  /** Checks s. */
  public Bucketing {
    if (s < 1) {
      throw new IllegalArgumentException("Bucketing: need s >= 1, got s=" + s);
    }
  }

  @Override
  public double[][] mixing(Rows rows, AggregationContext context) {
    int m = rows.count();
    int[] order = permutation(m, context.random());
    double[][] weights = new double[rowsOut(m)][m];
    for (int k = 0; k < weights.length; k++) {
      int first = k * s;
      int size = Math.min(s, m - first);
      for (int i = first; i < first + size; i++) {
        weights[k][order[i]] = 1.0 / size;
      }
    }
    return weights;
  }

  private static int[] permutation(int m, SplittableRandom random) {
    int[] order = IntStream.range(0, m).toArray();
    RandomOrder.shuffle(order, random);
    return order;
  }

  @Override
  public int rowsOut(int m) {
    return (int) ((m + (long) s - 1) / s);
  }

  @Override
  public boolean keepsNodes() {
    return false;
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.empty();
  }

  @Override
  public Bucketing tolerating(int q) {
    Requirement.checkByzantine("Bucketing", q);
    return this;
  }

  @Override
  public String toString() {
    return new MemberText("bucketing").with("s", s).toString();
  }
}
