package io.github.brsgd.training.model;

import org.bytedeco.javacpp.FloatPointer;

/**
 * The cross entropy of labels and softmax, in double within a row.
 *
 * @param clip probabilities count as at least this and at most one minus this in the loss
 */
record SoftmaxCrossEntropy(double clip) {

  /**
   * Writes the gradient of the loss by the logits.
   *
   * @param n examples
   * @param classes of each
   * @param logits n x classes, row-major
   * @param labels n x classes, row-major
   * @param errors n x classes, overwritten with (softmax - label) scale
   * @param scale of the errors, not of the loss
   * @return the sum of the losses
   */
  double write(
      int n,
      int classes,
      FloatPointer logits,
      FloatPointer labels,
      FloatPointer errors,
      double scale) {
    double loss = 0;
    float[] label = new float[classes];
    float[] row = new float[classes];
    double[] shares = new double[classes];
    for (int i = 0; i < n; i++) {
      long from = (long) i * classes;
      logits.position(from).get(row, 0, classes);
      labels.position(from).get(label, 0, classes);
      double total = exponentials(row, shares);
      for (int c = 0; c < classes; c++) {
        double share = shares[c] / total;
        loss -= label[c] * Math.log(clipped(share));
        row[c] = (float) ((share - label[c]) * scale);
      }
      errors.position(from).put(row, 0, classes);
    }
    return loss;
  }

  private static double exponentials(float[] logits, double[] target) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double total = 0;
    for (int c = 0; c < logits.length; c++) {
      target[c] = Math.exp(logits[c] - largest);
      total += target[c];
    }
    return total;
  }

  /** NaN stays NaN. */
  private double clipped(double share) {
    return share < clip ? clip : share > 1 - clip ? 1 - clip : share;
  }
}
