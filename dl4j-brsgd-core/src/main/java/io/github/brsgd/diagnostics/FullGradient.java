package io.github.brsgd.diagnostics;

import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * grad F at the parameters of a network, where F is the mean loss over examples given once and for
 * all: those of all nodes for the F of the paper, or a sample of them.
 *
 * <p>Regularisation belongs to the updater and is in neither gradient nor rows; entries that are no
 * gradients are 0. Dropout draws the same masks in every call, for which ND4J's generator of the
 * calling thread is seeded: differences of gradients then are those of the point, not of the masks.
 * One pass over the examples per call.
 *
 * @since 0.1
 */
public final class FullGradient {

  private static final long MASKS = 43;

  private final List<DataSet> batches;

  /**
   * A loss.
   *
   * @param batches the examples; how they are cut into batches does not matter
   * @throws IllegalArgumentException if there are none
   */
  public FullGradient(List<DataSet> batches) {
    this.batches = List.copyOf(batches);
    if (this.batches.isEmpty()) {
      throw new IllegalArgumentException("batches: need at least one");
    }
  }

  /**
   * Loss and gradient at a point.
   *
   * @param loss F(w), with the network's regularisation terms if it has them
   * @param gradient grad F(w), 1 x d, owned by the receiver
   * @since 0.1
   */
  public record Value(double loss, INDArray gradient) {

    /** Checks that the gradient is there. */
    public Value {
      Objects.requireNonNull(gradient, "gradient");
    }
  }

  /**
   * Computes both.
   *
   * @param network its parameters are w; neither they nor its state change
   * @return loss and gradient
   */
  public Value at(Model network) {
    TrainableNetwork replica = TrainableNetwork.of(network).replica();
    SlotLayout slots = replica.slots();
    INDArray sum = Nd4j.zeros(network.params().dataType(), 1, slots.length());
    INDArray part = sum.dup();
    Nd4j.getRandom().setSeed(MASKS);
    double loss = 0;
    double examples = 0;
    for (DataSet batch : batches) {
      double size = batch.numExamples();
      loss += size * replica.gradient(batch.toMultiDataSet(), slots, part);
      sum.addi(part.muli(size));
      examples += size;
    }
    sum.divi(examples);
    slots.clearAllButGradients(sum);
    return new Value(loss / examples, sum);
  }
}
