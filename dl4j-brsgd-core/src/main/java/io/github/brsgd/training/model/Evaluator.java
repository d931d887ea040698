package io.github.brsgd.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Evaluates a network with Deeplearning4j's evaluations. A prediction with a NaN, which is what is
 * left of a network after a successful attack, counts as the wrong one; only a regression has NaN
 * in its figures.
 *
 * @param network whose predictions
 * @since 0.2
 */
public record Evaluator(TrainableNetwork network) {

  /** Checks that there is a network. */
  public Evaluator {
    Objects.requireNonNull(network, "network");
  }

  /**
   * Evaluates the predictions for some examples.
   *
   * @param examples features, labels, masks
   * @param evaluations what to evaluate
   * @return an evaluation of these examples alone for each of them
   * @throws IllegalArgumentException if there is no such output, there are no labels, or accuracy
   *     is asked for and they are not of classes
   */
  public List<IEvaluation<?>> evaluate(MultiDataSet examples, List<OutputEvaluation> evaluations) {
    INDArray[] predictions = network.outputs(examples);
    List<IEvaluation<?>> results = new ArrayList<>();
    for (OutputEvaluation wanted : evaluations) {
      int output = wanted.output();
      if (output >= predictions.length || output >= examples.numLabelsArrays()) {
        throw new IllegalArgumentException(
            "evaluation: there is no output "
                + output
                + ", the network has "
                + predictions.length
                + ", the examples labels for "
                + examples.numLabelsArrays());
      }
      IEvaluation<?> result = wanted.start();
      INDArray labels = examples.getLabels(output);
      if (labels == null) {
        throw new IllegalArgumentException("evaluation: the examples have no labels");
      }
      if (result instanceof Evaluation) {
        checkLabels(labels);
      }
      result.eval(
          labels,
          result instanceof RegressionEvaluation
              ? predictions[output]
              : withoutNaN(predictions[output], labels),
          examples.getLabelsMaskArray(output));
      results.add(result);
    }
    return results;
  }

  /**
   * Evaluates the first output as that of a classifier.
   *
   * @param examples read from their beginning to their end
   * @return accuracy, confusions and the like over all of them
   */
  public Evaluation evaluate(DataSetIterator examples) {
    examples.reset();
    Evaluation all = new Evaluation();
    while (examples.hasNext()) {
      DataSet batch = examples.next();
      all.merge(
          (Evaluation) evaluate(batch.toMultiDataSet(), List.of(OutputEvaluation.ACCURACY)).get(0));
    }
    return all;
  }

  static INDArray withoutNaN(INDArray output, INDArray labels) {
    if (!output.isNaN().any()) {
      return output;
    }
    INDArray wrong = output.dup();
    for (long i = 0; i < wrong.size(0); i++) {
      makeWrong(wrong.slice(i), labels.slice(i));
    }
    return wrong;
  }

  /** Of an example; classes are its first dimension, and each step or pixel is a prediction. */
  private static void makeWrong(INDArray prediction, INDArray labels) {
    if (!prediction.isNaN().any()) {
      return;
    }
    if (prediction.rank() > 1) {
      for (long step = 0; step < prediction.size(1); step++) {
        makeWrong(step(prediction, step), step(labels, step));
      }
      return;
    }
    prediction.assign(labels.rsub(1));
    if (labels.length() > 1 && labels.maxNumber().equals(labels.minNumber())) {
      // Of equal labels the first counts as the right one.
      prediction.putScalar(labels.length() - 1, 1 + labels.maxNumber().doubleValue());
    }
  }

  private static INDArray step(INDArray array, long step) {
    return array.get(NDArrayIndex.all(), NDArrayIndex.point(step));
  }

  /** Refuses what Deeplearning4j would count as occurrences of a class without a word. */
  private static void checkLabels(INDArray given) {
    INDArray labels = given.dataType() == DataType.BOOL ? given.castTo(DataType.FLOAT) : given;
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
}
