package io.github.brsgd.training.model;

import java.util.Objects;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A network that is evaluated as a classifier. A prediction with a NaN, which is what is left of a
 * network after a successful attack, is a wrong one.
 *
 * @param network whose predictions
 * @since 0.1
 */
public record Classifier(TrainableNetwork network) {

  /** Checks that there is a network. */
  public Classifier {
    Objects.requireNonNull(network, "network");
  }

  /**
   * Adds the predictions for some examples to an evaluation.
   *
   * @param examples features, labels, masks
   * @param evaluation where to
   * @throws IllegalArgumentException if there are no labels, or they are not of classes
   */
  public void evaluate(DataSet examples, Evaluation evaluation) {
    INDArray labels = examples.getLabels();
    checkLabels(labels);
    INDArray output = network.output(examples);
    if (output.isNaN().any()) {
      for (long i = 0; i < output.size(0); i++) {
        INDArray prediction = output.slice(i);
        if (prediction.isNaN().any()) {
          prediction.assign(labels.slice(i).rsub(1));
        }
      }
    }
    evaluation.eval(labels, output, examples.getLabelsMaskArray());
  }

  /** Refuses what Deeplearning4j would count as occurrences of a class without a word. */
  private static void checkLabels(INDArray labels) {
    if (labels == null) {
      throw new IllegalArgumentException("evaluation: the examples have no labels");
    }
    double least = labels.minNumber().doubleValue();
    double most = labels.maxNumber().doubleValue();
    if (!(least >= 0 && most <= 1)) {
      throw new IllegalArgumentException(
          "evaluation: need labels of classes, in [0, 1], got values in ["
              + least
              + ", "
              + most
              + "]");
    }
  }

  /**
   * Evaluates all predictions.
   *
   * @param examples read from their beginning to their end
   * @return the evaluation
   */
  public Evaluation evaluate(DataSetIterator examples) {
    examples.reset();
    Evaluation evaluation = new Evaluation();
    while (examples.hasNext()) {
      evaluate(examples.next(), evaluation);
    }
    return evaluation;
  }
}
