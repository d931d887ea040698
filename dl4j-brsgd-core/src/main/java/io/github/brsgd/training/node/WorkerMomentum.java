package io.github.brsgd.training.node;

import io.github.brsgd.linalg.Rows;
import java.util.Objects;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each node sends the running mean of its rows in place of the last one.
 *
 * <pre>v_0 = 0,  v &lt;- beta v + (1 - beta) x,  the node sends v</pre>
 *
 * <p>Averaging over about 1 / (1 - beta) rounds makes honest rows more alike, which leaves
 * attackers less room between them; many rules that a small lie in every round defeats hold with
 * it. Entries that are no gradients are sent as they are. A row that is not finite is sent, but
 * does not enter v; a node that is absent keeps its v. With beta = 0 rows are sent as they are.
 *
 * <p>Costs O(d) per node and round, and a vector of d entries per node.
 *
 * @param beta weight of the past, in [0, 1)
 * @param before the update whose rows are averaged
 * @see <a href="https://arxiv.org/abs/2012.10333">Karimireddy, He and Jaggi, "Learning from history
 *     for Byzantine robust optimization", ICML 2021</a>
 * @since 0.2
 */
public record WorkerMomentum(double beta, NodeUpdate before) implements ComposedUpdate {

  private static final String NOTE = "worker momentum";

  /** Checks beta. */
  public WorkerMomentum {
    Objects.requireNonNull(before, "before");
    if (!(beta >= 0 && beta < 1)) {
      throw new IllegalArgumentException("WorkerMomentum: need 0 <= beta < 1, got beta=" + beta);
    }
    if (before instanceof WorkerMomentum) {
      throw new IllegalArgumentException(
          "WorkerMomentum: need one momentum, got beta=" + beta + " behind " + before);
    }
  }

  /**
   * The running mean of gradients.
   *
   * @param beta weight of the past, in [0, 1)
   */
  public WorkerMomentum(double beta) {
    this(beta, new Gradient());
  }

  @Override
  public WorkerMomentum behind(NodeUpdate update) {
    return new WorkerMomentum(beta, update);
  }

  @Override
  public double write(NodeRound round, INDArray row) {
    double loss = before.write(round, row);
    if (beta == 0 || Rows.of(row).nonFinite().length > 0) {
      return loss;
    }
    INDArray velocity =
        round
            .notes()
            .get(NOTE)
            .orElseGet(
                () -> {
                  INDArray first = Nd4j.create(row.dataType(), 1, row.length());
                  round.notes().put(NOTE, first);
                  return first;
                });
    Optional<INDArray> statistics = statistics(round, row);
    velocity.muli(beta);
    Nd4j.getBlasWrapper().level1().axpy(row.length(), 1 - beta, row, velocity);
    if (statistics.isPresent()) {
      round.slots().clearAllButGradients(velocity);
    }
    row.assign(velocity);
    statistics.ifPresent(values -> round.slots().putStatistics(values, row));
    return loss;
  }

  private static Optional<INDArray> statistics(NodeRound round, INDArray row) {
    if (round.slots().statistics() == 0) {
      return Optional.empty();
    }
    INDArray values = Nd4j.createUninitialized(row.dataType(), 1, round.slots().statistics());
    round.slots().copyStatistics(row, values);
    return Optional.of(values);
  }

  @Override
  public boolean remembers() {
    return beta > 0 || before.remembers();
  }

  @Override
  public int vectorsPerNode() {
    return (beta > 0 ? 1 : 0) + before.vectorsPerNode();
  }
}
