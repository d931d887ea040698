package io.github.brsgd.cli.npy;

import java.nio.file.Path;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix that was read.
 *
 * @param source where from, for messages: a file, or an archive's path and the array's name
 * @param values [m, d], float or double as stored
 * @since 0.2
 */
public record NpyMatrix(Path source, INDArray values) {

  /** Checks that nothing is missing. */
  public NpyMatrix {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(values, "values");
  }
}
