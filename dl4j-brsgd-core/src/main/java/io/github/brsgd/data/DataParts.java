package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Examples to train on and to judge by, ready for a network.
 *
 * @param shape of an example; 1 x 1 x columns where it is no image
 * @param classNames a name per class
 * @param training features [n, shape.size()], scaled, and one-hot labels
 * @param test the same of other examples, scaled as the training examples are
 * @param files what was read
 * @since 0.1
 */
public record DataParts(
    ImageShape shape, List<String> classNames, DataSet training, DataSet test, List<Path> files) {

  /** Checks that all parts are there. */
  public DataParts {
    Objects.requireNonNull(shape, "shape");
    classNames = List.copyOf(classNames);
    Objects.requireNonNull(training, "training");
    Objects.requireNonNull(test, "test");
    files = List.copyOf(files);
  }

  /** Images, of which the first so many are trained on; 0 for all. */
  static DataParts of(
      ImageDataset training, ImageDataset test, int examples, boolean normalise, List<Path> files) {
    ImageDataset used = examples == 0 ? training : training.first(examples);
    PixelScaling scaling =
        normalise ? PixelScaling.fit(used) : PixelScaling.unit(used.shape().channels());
    return new DataParts(
        used.shape(), used.classNames(), used.toDataSet(scaling), test.toDataSet(scaling), files);
  }
}
