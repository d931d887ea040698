package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Centre;
import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of the m-q rows nearest the result of another rule.
 *
 * <pre>
 * c = base(x_1, ..., x_m)
 * A = mean of the m-q rows x_i with the least ||x_i - c||
 * </pre>
 *
 * <p>Equal distances: the lower node index first. With q = 0 it is the mean, whatever the base.
 *
 * <p>Requires m &gt;= 2q+1 and what the base requires. A base that has a q has the same; the {@code
 * mean}, which withstands none, is a base for q = 0 alone. Cost: that of the base and O(d m) time,
 * O(d) memory. Where the base is within a constant of the honest rows' spread, the mean around it
 * has an error of the best order there is, as behind {@code nnm}, without O(d m^2). A bad choice
 * where one coordinate must not be steered: it averages whole rows.
 *
 * <p>Example, q = 1, base {@code median}: rows (0), (1), (3), (90) have median 2 and give (4/3).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param base the rule whose result rows are to be near
 * @see <a href="https://arxiv.org/abs/2405.14759">Dahan and Levy, "Fault tolerant ML: efficient
 *     meta-aggregation and synchronous training", ICML 2024</a>
 * @since 0.2
 */
public record CenteredTrimmedMetaAggregator(int q, Aggregator base) implements RowsAggregator {

  /** Checks what does not depend on m. */
  public CenteredTrimmedMetaAggregator {
    BaseRule.checkSame("CenteredTrimmedMetaAggregator", q, base);
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    return Selection.leastOf(squaredDistances(base, rows, context), m - q).mean(rows);
  }

  /** How far the rows are from what a rule makes of them: m squares. */
  static double[] squaredDistances(Aggregator base, Rows rows, AggregationContext context) {
    INDArray result = base.aggregate(rows, context).vector();
    try (Centre centre = new Centre(result, rows.squaredDistances(result))) {
      return centre.squaredDistances();
    }
  }

  @Override
  public void check(int m) {
    BaseRule.check("CenteredTrimmedMetaAggregator", m, q, base);
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
  public CenteredTrimmedMetaAggregator tolerating(int other) {
    return new CenteredTrimmedMetaAggregator(other, base.tolerating(other));
  }

  @Override
  public String toString() {
    return new MemberText("ctma").with("q", q).with("base", base).toString();
  }
}
