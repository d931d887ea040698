package io.github.brsgd.data;

import java.util.Collections;
import java.util.List;

/**
 * How bytes become network inputs: {@code (pixel / 255 - mean_c) / deviation_c} for channel c.
 *
 * @param mean one value per channel, of pixels in [0, 1]
 * @param deviation one positive value per channel
 * @since 0.1
 */
public record PixelScaling(List<Double> mean, List<Double> deviation) {

  /** Checks and copies both lists. */
  public PixelScaling {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
    if (mean.isEmpty() || mean.size() != deviation.size()) {
      throw new IllegalArgumentException(
          "scaling: need a mean and a deviation per channel, got " + mean + " and " + deviation);
    }
    for (int c = 0; c < mean.size(); c++) {
      if (!Double.isFinite(mean.get(c)) || !(deviation.get(c) > 0)) {
        throw new IllegalArgumentException(
            "scaling: need finite means and positive deviations, got "
                + mean
                + " and "
                + deviation);
      }
    }
  }

  /**
   * Pixels in [0, 1], no more.
   *
   * @param channels number of channels, at least 1
   * @return mean 0 and deviation 1 for each
   */
  public static PixelScaling unit(int channels) {
    return new PixelScaling(Collections.nCopies(channels, 0.0), Collections.nCopies(channels, 1.0));
  }

  /**
   * Mean 0 and deviation 1 for each channel of these images; a constant channel keeps deviation 1.
   * Fit it on training images and apply it to both.
   *
   * @param training the images to measure
   * @return their scaling
   */
  public static PixelScaling fit(ImageDataset training) {
    ImageShape shape = training.shape();
    int plane = shape.height() * shape.width();
    Double[] mean = new Double[shape.channels()];
    Double[] deviation = new Double[shape.channels()];
    for (int c = 0; c < shape.channels(); c++) {
      long sum = 0;
      long squares = 0;
      for (int i = 0; i < training.size(); i++) {
        for (int p = 0; p < plane; p++) {
          int value = training.pixel(i, c * plane + p);
          sum += value;
          squares += (long) value * value;
        }
      }
      double count = (double) training.size() * plane;
      double average = sum / count;
      double variance = squares / count - average * average;
      mean[c] = average / 255;
      deviation[c] = variance > 0 ? Math.sqrt(variance) / 255 : 1;
    }
    return new PixelScaling(List.of(mean), List.of(deviation));
  }
}
