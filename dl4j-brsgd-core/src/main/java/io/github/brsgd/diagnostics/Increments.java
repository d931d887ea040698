package io.github.brsgd.diagnostics;

import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What nodes put into their momenta in a round: rows with nothing of earlier rounds in them.
 *
 * <pre>
 * v_k = beta v_(k-1) + (1 - beta) x_k,  v_0 = 0:    x_k = (v_k - beta v_(k-1)) / (1 - beta)
 * </pre>
 *
 * <p>Of a node that was absent, v_(k-1) is the last row that came. Two m x d matrices.
 */
final class Increments {

  private final int nodes;
  private final double beta;
  private Optional<INDArray> last = Optional.empty();
  private Optional<INDArray> increments = Optional.empty();

  /**
   * Nobody has sent anything.
   *
   * @param nodes m
   * @param beta in [0, 1); with 0 rows are their own increments, and nothing is kept
   */
  Increments(int nodes, double beta) {
    this.nodes = nodes;
    this.beta = beta;
  }

  /** Whether rows are anything but their own increments. */
  boolean differ() {
    return beta > 0;
  }

  /**
   * The increments of a round, valid until the next.
   *
   * @param rows v_k, finite
   * @param ids of their nodes
   */
  Rows of(Rows rows, int[] ids) {
    if (!differ()) {
      return rows;
    }
    if (last.isEmpty()) {
      last = Optional.of(Nd4j.create(rows.type(), nodes, rows.length()));
    }
    if (increments.isEmpty()) {
      increments = Optional.of(Nd4j.create(rows.type(), nodes, rows.length()));
    }
    for (int i = 0; i < ids.length; i++) {
      INDArray sent = rows.copy(i);
      INDArray before = last.get().getRow(ids[i], true);
      INDArray increment = increments.get().getRow(ids[i], true);
      increment.assign(before).muli(-beta).addi(sent).divi(1 - beta);
      before.assign(sent);
      sent.close();
    }
    Rows found = Rows.of(increments.get()).select(ids);
    int[] overflown = found.nonFinite();
    for (int i : overflown) {
      // Rows at the end of the numbers' range stand out as they are.
      increments.get().getRow(ids[i], true).assign(last.get().getRow(ids[i], true));
    }
    return overflown.length == 0 ? found : Rows.of(increments.get()).select(ids);
  }

  void write(StateWriter out) throws IOException {
    out.optionalArray(last);
  }

  void read(StateReader in) throws IOException {
    last = in.optionalArray();
  }
}
