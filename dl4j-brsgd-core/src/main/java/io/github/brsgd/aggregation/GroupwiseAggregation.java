package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.random.RandomOrder;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of the m-q rows that are nearest another rule's results within random groups of
 * coordinates.
 *
 * <pre>
 * the d coordinates are dealt at random into p groups whose sizes differ by at most one
 * s_i = sum over groups g of ||x_i^g - base(x_1^g, ..., x_m^g)||
 * A   = mean of the m-q rows of least s_i
 * </pre>
 *
 * <p>Groups are seeded by run and round; a base that draws draws apart in each group, and one with
 * a memory sees its part. Equal sums: the lower node index first. One group is exactly {@link
 * CenteredTrimmedMetaAggregator}. A base that needs a row of the server's own is refused where p
 * &gt; 1: that row may be 0 in all columns of a group, and then every round would fail.
 *
 * <p>Requires m &gt;= 2q+1, what the base requires, and 1 &lt;= p &lt;= d. A base that has a q has
 * the same; the {@code mean}, which withstands none, is a base for q = 0 alone. Cost: p times that
 * of the base on d/p coordinates and O(d m) time, O(d + d m / p) memory. Made for nodes whose data
 * differ: a row that is off by little everywhere is off in every group. A bad choice against rows
 * that are far in one coordinate, which one group of p sees and a sum over all of them hides; and
 * on slices over machines with many groups, each of which asks all machines.
 *
 * <p>Example, q = 1, p = 2, base {@code median}: rows (0, 0), (1, 1), (2, 2), (0, 90) have medians
 * 0.5 and 1.5, sums 2, 1, 2, 89 and give (1, 1).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param p groups, at least 1
 * @param base the rule whose results rows are to be near
 * @see <a href="https://arxiv.org/abs/2302.06079">Liu, Chen, Lyu, Wu, Wu and Chen,
 *     "Byzantine-robust learning on heterogeneous data via gradient splitting", ICML 2023</a>
 * @since 0.2
 */
public record GroupwiseAggregation(int q, int p, Aggregator base) implements RowsAggregator {

  /** Checks what does not depend on m and d. */
  public GroupwiseAggregation {
    BaseRule.checkSame("GroupwiseAggregation", q, base);
    if (p < 1) {
      throw new IllegalArgumentException("GroupwiseAggregation: need p >= 1, got p=" + p);
    }
    if (p > 1 && base.needsTrustedRow()) {
      throw new IllegalArgumentException(
          "GroupwiseAggregation: need p = 1 with base "
              + base
              + ", got p="
              + p
              + "; it goes by a row of the server's own, which may be 0 in all columns of a group,"
              + " and then every round fails");
    }
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    if (p > rows.length()) {
      throw new IllegalArgumentException(
          "GroupwiseAggregation: need p <= d, got p=" + p + ", d=" + rows.length());
    }
    if (p == 1) {
      return new CenteredTrimmedMetaAggregator(q, base).aggregate(rows, context);
    }
    // A group tells only of its own columns which row is the first that is not finite.
    rows.requireFinite();
    return Selection.leastOf(scores(rows, context), m - q).mean(rows);
  }

  private double[] scores(Rows rows, AggregationContext context) {
    int d = rows.length();
    int[] order = RandomOrder.of(d, context.random());
    double[] scores = new double[rows.count()];
    int from = 0;
    for (int g = 0; g < p; g++) {
      int to = (int) ((g + 1L) * d / p);
      BitSet columns = new BitSet(d);
      for (int c = from; c < to; c++) {
        columns.set(order[c]);
      }
      // Steps of a chain count from 0.
      AggregationContext part = context.derive(-1 - g).ofColumns(columns);
      double[] squared =
          CenteredTrimmedMetaAggregator.squaredDistances(base, rows.columns(columns), part);
      Stream.of(part.previous(), part.trusted())
          .flatMap(Optional::stream)
          .filter(INDArray::closeable)
          .forEach(INDArray::close);
      for (int i = 0; i < scores.length; i++) {
        scores[i] += Math.sqrt(squared[i]);
      }
      from = to;
    }
    return scores;
  }

  @Override
  public void check(int m) {
    BaseRule.check("GroupwiseAggregation", m, q, base);
  }

  @Override
  public void checkNodes(int nodes) {
    base.checkNodes(nodes);
  }

  @Override
  public boolean needsOwnRows() {
    return base.needsOwnRows();
  }

  @Override
  public OptionalInt requiredNode() {
    return base.requiredNode();
  }

  @Override
  public boolean needsTrustedRow() {
    return base.needsTrustedRow();
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public GroupwiseAggregation tolerating(int other) {
    return new GroupwiseAggregation(other, p, base.tolerating(other));
  }

  @Override
  public String toString() {
    return new MemberText("gas").with("q", q).with("p", p).with("base", base).toString();
  }
}
