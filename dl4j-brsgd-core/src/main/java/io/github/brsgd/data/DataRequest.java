package io.github.brsgd.data;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What is wanted of a data set.
 *
 * @param locator finds published data sets on this machine
 * @param examples train on the first so many; 0 for all
 * @param normalise whether each channel of images is scaled to mean 0 and deviation 1 on the
 *     training images; else pixels are in [0, 1]. Columns of tables always are scaled
 * @since 0.2
 */
public record DataRequest(DatasetLocator locator, int examples, boolean normalise) {

  /** Checks the number of examples. */
  public DataRequest {
    Objects.requireNonNull(locator, "locator");
    if (examples < 0) {
      throw new IllegalArgumentException("examples: need >= 0 (0 for all), got " + examples);
    }
  }

  /**
   * All examples, pixels in [0, 1], found where the environment of this process says.
   *
   * @return a request
   */
  public static DataRequest standard() {
    return new DataRequest(DatasetLocator.standard(Optional.empty(), Path.of("")), 0, false);
  }
}
