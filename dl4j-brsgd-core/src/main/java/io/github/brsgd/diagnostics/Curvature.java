package io.github.brsgd.diagnostics;

import io.github.brsgd.checks.Check;
import io.github.brsgd.linalg.Rows;
import java.util.Objects;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The largest curvature of the loss at a point: power iteration on the Hessian, of which only
 * products with vectors are needed.
 *
 * <pre>
 * H v  ~  (grad F(w + e v) - grad F(w - e v)) / (2 e),    v &lt;- H v / ||H v||
 * </pre>
 *
 * <p>{@code ||H v||} for a unit v never exceeds the largest eigenvalue by size and tends to it, so
 * the result is an estimate of L from below, at this point alone: L is the largest over all points.
 * Two gradients over the examples per iteration.
 *
 * @param loss whose curvature
 * @param iterations at least 1; ten find the order of magnitude
 * @param radius e relative to {@code max(1, ||w||)}, positive; 1e-3 suits float networks
 * @since 0.1
 */
public record Curvature(FullGradient loss, int iterations, double radius) {

  /** Checks iterations and radius. */
  public Curvature {
    Objects.requireNonNull(loss, "loss");
    Check.atLeast(1, "iterations", iterations);
    Check.positive("radius", radius);
  }

  /**
   * Estimates the curvature.
   *
   * @param network its parameters are w; it is not changed
   * @return {@code ||H v||} after the last iteration; 0 if H v vanishes, NaN if the parameters or a
   *     gradient are not finite
   */
  public double at(Model network) {
    Model copy = copy(network);
    INDArray w = copy.params().dup();
    // The gradient itself is never orthogonal to all that matters, and needs no random numbers.
    INDArray v = loss.at(copy).gradient();
    double step = radius * Math.max(1, norm(w));
    double curvature = 0;
    for (int i = 0; i < iterations; i++) {
      double length = norm(v);
      if (!(length > 0)) {
        return Double.isNaN(step) ? step : length;
      }
      INDArray shift = v.mul(step / length).reshape(w.shape());
      copy.params().assign(w.add(shift));
      INDArray up = loss.at(copy).gradient();
      copy.params().assign(w.sub(shift));
      v = up.subi(loss.at(copy).gradient()).divi(2 * step);
      curvature = norm(v);
    }
    return curvature;
  }

  /** Shifts as short as these are lost in half precision: the same function in a wider type. */
  private static Model copy(Model network) {
    boolean isHalf = network.params().dataType() == DataType.FLOAT16;
    if (network instanceof ComputationGraph graph) {
      return isHalf ? graph.convertDataType(DataType.FLOAT) : graph.clone();
    }
    MultiLayerNetwork sequential = (MultiLayerNetwork) network;
    return isHalf ? sequential.convertDataType(DataType.FLOAT) : sequential.clone();
  }

  private static double norm(INDArray vector) {
    Rows row = Rows.of(vector.reshape(1, vector.length()));
    return row.nonFinite().length > 0 ? Double.NaN : Math.sqrt(row.squaredNorms()[0]);
  }

  /**
   * The usual choice.
   *
   * @param loss whose curvature
   * @return ten iterations with radius 1e-3
   */
  public static Curvature of(FullGradient loss) {
    return new Curvature(loss, 10, 1e-3);
  }
}
