package io.github.brsgd.data;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/** What was done to each feature: {@code (x - mean) / deviation}. */
final class FeatureScaling {

  private final float[] mean;
  private final float[] deviation;

  private FeatureScaling(float[] mean, float[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  /**
   * Columns of a table.
   *
   * @param mean one per column
   * @param deviation one per column; 0 for a column that has become 0 throughout
   */
  static FeatureScaling ofColumns(double[] mean, double[] deviation) {
    float[] means = new float[mean.length];
    float[] deviations = new float[mean.length];
    for (int c = 0; c < mean.length; c++) {
      means[c] = (float) mean[c];
      deviations[c] = deviation[c] > 0 ? (float) deviation[c] : Float.POSITIVE_INFINITY;
    }
    return new FeatureScaling(means, deviations);
  }

  /** The pixels of an image, 0 to 255, channel by channel. */
  static FeatureScaling ofPixels(PixelScaling scaling, ImageShape shape) {
    float[] means = new float[shape.size()];
    float[] deviations = new float[shape.size()];
    int pixels = shape.height() * shape.width();
    for (int c = 0; c < shape.channels(); c++) {
      Arrays.fill(means, c * pixels, (c + 1) * pixels, (float) (255 * scaling.mean().get(c)));
      Arrays.fill(
          deviations, c * pixels, (c + 1) * pixels, (float) (255 * scaling.deviation().get(c)));
    }
    return new FeatureScaling(means, deviations);
  }

  /** The same for Deeplearning4j, fitted. */
  DataNormalization normalization() {
    return new NormalizerStandardize(row(mean), row(deviation));
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
