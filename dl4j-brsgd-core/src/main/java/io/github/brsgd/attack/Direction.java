package io.github.brsgd.attack;

import io.github.brsgd.linalg.CoordinateStatistic;
import io.github.brsgd.linalg.Rows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The direction u in which {@link MinMax} and {@link MinSum} leave the honest mean mu.
 *
 * @since 0.1
 */
public enum Direction {
  /** The honest standard deviation of each coordinate, negative. */
  DEVIATION,
  /** {@code -mu / ||mu||}. */
  MEAN,
  /** The sign of each coordinate of mu, negative. */
  SIGN;

  /** u for these rows with this mean; 0 where it is not defined. */
  INDArray of(Rows rows, INDArray mean) {
    return switch (this) {
      case DEVIATION -> Finite.cap(rows.statistic(new CoordinateStatistic.Deviation())).negi();
      case MEAN -> {
        double norm = Math.sqrt(Rows.of(mean).squaredNorms()[0]);
        yield norm > 0 ? mean.div(-norm) : mean.mul(0);
      }
      case SIGN -> Transforms.sign(mean, true).negi();
    };
  }
}
