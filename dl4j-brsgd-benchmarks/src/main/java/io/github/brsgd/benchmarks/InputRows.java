package io.github.brsgd.benchmarks;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The m x d matrix that rules and attacks are measured on, q rows of which are Byzantine.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
public class InputRows {

  @Param("25")
  private int m;

  @Param("5")
  private int q;

  @Param("1000000")
  private int d;

  @Param("NOISE")
  private RowKind rows;

  private INDArray matrix;

  /** Makes the rows. */
  @Setup
  public void make() {
    matrix = rows.matrix(m, q, d);
  }

  int m() {
    return m;
  }

  int q() {
    return q;
  }

  int d() {
    return d;
  }

  INDArray matrix() {
    return matrix;
  }
}
