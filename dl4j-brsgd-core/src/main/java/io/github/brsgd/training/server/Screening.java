package io.github.brsgd.training.server;

import io.github.brsgd.linalg.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Which rows of a round an honest node can have sent: those without NaN and infinite values.
 *
 * @param kept ids of the nodes whose rows go to the rule, ascending
 * @param dropped ids of the nodes whose rows are set aside, ascending
 * @since 0.1
 */
public record Screening(List<Integer> kept, List<Integer> dropped) {

  /** Copies both lists. */
  public Screening {
    kept = List.copyOf(kept);
    dropped = List.copyOf(dropped);
  }

  /**
   * Looks at every row. O(d m).
   *
   * @param updates m x d, row i of node i
   * @return kept and dropped nodes, together all of them
   */
  public static Screening of(INDArray updates) {
    Rows rows = Rows.of(updates);
    int[] bad = rows.nonFinite();
    return new Screening(
        IntStream.range(0, rows.count())
            .filter(i -> Arrays.binarySearch(bad, i) < 0)
            .boxed()
            .toList(),
        Arrays.stream(bad).boxed().toList());
  }

  int[] rows() {
    return kept.stream().mapToInt(Integer::intValue).toArray();
  }
}
