package io.github.brsgd.training.node;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Each node takes some steps of gradient descent of its own and sends the mean of the gradients on
 * its way, as in federated averaging.
 *
 * <pre>
 * u_0 = w_k,  u_(t+1) = u_t - step g_t,  g_t the gradient of minibatch t at u_t
 * x = (u_0 - u_tau) / (tau step) = (g_0 + ... + g_(tau-1)) / tau
 * </pre>
 *
 * <p>The row has the size of a gradient, whatever tau and step, so rules, attacks and the server's
 * steps keep their meaning: a server's step of tau times {@code step} lands where the mean of the
 * nodes' u_tau does. The gradients are added up, as a difference of parameters would lose its
 * digits. A node uses tau minibatches in a round. Regularisation stays the server's. Statistics,
 * such as those of batch normalisation, move along and are sent as the sum of their changes.
 *
 * <p>More steps save rounds, but nodes whose data differ pull further apart. Costs tau gradients
 * per node and round, and two vectors of d entries per thread.
 *
 * @param tau steps in a round, at least 1; with 1 the row is the gradient
 * @param step length of a local step, positive
 * @see <a href="https://arxiv.org/abs/1602.05629">McMahan et al., "Communication-efficient learning
 *     of deep networks from decentralized data", AISTATS 2017</a>
 * @since 0.2
 */
public record LocalSteps(int tau, double step) implements NodeUpdate {

  /** Checks both parameters. */
  public LocalSteps {
    if (tau < 1 || !(step > 0 && step < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "LocalSteps: need tau >= 1 and a finite step > 0, got tau=" + tau + ", step=" + step);
    }
  }

  @Override
  public double write(NodeRound round, INDArray row) {
    double loss = round.gradient(0, row);
    for (int t = 1; t < tau; t++) {
      INDArray gradient = round.scratch();
      move(round, t == 1 ? row : gradient);
      round.gradient(t, gradient);
      row.addi(gradient);
    }
    average(round, row);
    return loss;
  }

  /** One step; statistics are moved as the server would, by all that was sent. */
  private void move(NodeRound round, INDArray gradient) {
    INDArray parameters = round.local();
    long statistics = round.slots().statistics();
    if (statistics == 0) {
      axpy(-step, gradient, parameters);
      return;
    }
    INDArray moved = Nd4j.createUninitialized(gradient.dataType(), 1, statistics);
    INDArray change = moved.ulike();
    round.slots().copyStatistics(parameters, moved);
    round.slots().copyStatistics(gradient, change);
    axpy(-step, gradient, parameters);
    round.slots().putStatistics(moved.subi(change), parameters);
  }

  private void average(NodeRound round, INDArray row) {
    if (tau == 1) {
      return;
    }
    long statistics = round.slots().statistics();
    if (statistics == 0) {
      row.divi(tau);
      return;
    }
    INDArray sum = Nd4j.createUninitialized(row.dataType(), 1, statistics);
    round.slots().copyStatistics(row, sum);
    row.divi(tau);
    round.slots().putStatistics(sum, row);
  }

  private static void axpy(double factor, INDArray vector, INDArray target) {
    if (vector.dataType() != target.dataType()) {
      try (INDArray move = vector.mul(factor);
          INDArray rounded = move.castTo(target.dataType())) {
        target.addi(rounded);
      }
      return;
    }
    Nd4j.getBlasWrapper().level1().axpy(target.length(), factor, vector, target);
  }

  @Override
  public boolean remembers() {
    return false;
  }

  @Override
  public int batches() {
    return tau;
  }

  @Override
  public int vectorsPerWorker() {
    return tau == 1 ? 0 : 2;
  }
}
