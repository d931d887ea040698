package io.github.brsgd.attack;

import io.github.brsgd.linalg.Rows;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The search behind the attacks that fit a factor to the server's own rule. */
final class LargestShift {

  private static final int EVALUATIONS = 20;
  private static final double STEP = 10;

  private LargestShift() {}

  /** The forged row whose factor moves the aggregate farthest from the honest mean. */
  static INDArray find(ServerProbe probe, INDArray mean, DoubleFunction<INDArray> forged) {
    double factor =
        LineSearch.maximise(
            tried -> shift(probe.aggregate(forged.apply(tried)), mean), EVALUATIONS, 0, STEP);
    return forged.apply(factor);
  }

  private static double shift(INDArray aggregate, INDArray mean) {
    return Rows.of(aggregate).squaredDistances(mean)[0];
  }
}
