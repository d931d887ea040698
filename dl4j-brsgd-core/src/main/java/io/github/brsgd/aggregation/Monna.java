package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Rows;
import java.util.OptionalInt;

/**
 * The mean of the m-q rows nearest the row of one trusted node.
 *
 * <pre>A = mean of the m-q rows x_i with the least ||x_i - x_pivot||</pre>
 *
 * <p>The pivot is a node id and its own row counts among the m-q. Equal distances: the lower node
 * index first. If the pivot's row has been set aside, or rows are no node's any more (behind {@code
 * bucketing}), the rule fails: there is no one left to trust.
 *
 * <p>Requires m &gt;= 2q+1 and an honest pivot: the paper's rule is for peers, each of which trusts
 * itself. Cost: O(d m) time, O(d) memory. A bad choice for a server without a node of its own.
 *
 * <p>Example, q = 1, pivot 0: rows (0), (1), (3), (90) give (4/3).
 *
 * @param q Byzantine rows tolerated, at least 0
 * @param pivot id of the trusted node, at least 0
 * @see <a href="https://proceedings.mlr.press/v202/farhadkhani23a.html">Farhadkhani, Guerraoui,
 *     Gupta, Hoang, Pinot and Stephan, "Robust collaborative learning with linear gradient
 *     overhead", ICML 2023</a>
 * @since 0.1
 */
public record Monna(int q, int pivot) implements RowsAggregator {

  /** Checks what does not depend on m. */
  public Monna {
    Requirement.checkByzantine("Monna", q);
    if (pivot < 0) {
      throw new IllegalArgumentException("Monna: need pivot >= 0, got pivot=" + pivot);
    }
  }

  @Override
  public Aggregation aggregate(Rows rows, AggregationContext context) {
    int m = rows.count();
    check(m);
    int row = context.nodes().rowOf(pivot, m).orElseThrow(() -> noPivot(m, context.nodes()));
    double[] squared = rows.squaredDistances(rows.copy(row));
    return Selection.leastOf(squared, m - q).mean(rows);
  }

  private IllegalArgumentException noPivot(int m, RowNodes nodes) {
    return new IllegalArgumentException(
        nodes instanceof RowNodes.Anonymous mixed
            ? "Monna: need the row of pivot=" + pivot + ", but rows are mixed: " + mixed.reason()
            : "Monna: need the row of pivot="
                + pivot
                + ", which is not among the m="
                + m
                + " rows");
  }

  @Override
  public void check(int m) {
    Requirement.MAJORITY.check("Monna", m, q);
  }

  @Override
  public OptionalInt requiredNode() {
    return OptionalInt.of(pivot);
  }

  @Override
  public OptionalInt byzantine() {
    return OptionalInt.of(q);
  }

  @Override
  public Monna tolerating(int other) {
    return new Monna(other, pivot);
  }

  @Override
  public String toString() {
    return new MemberText("monna").with("q", q).with("pivot", pivot).toString();
  }
}
