package io.github.brsgd.spark.rows;

import io.github.brsgd.linalg.KernelThreads;
import io.github.brsgd.linalg.Rows;
import java.io.Serializable;
import java.util.function.Function;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Some columns of all rows of a round, where they lie together on one executor.
 *
 * @param number of the slice, from 0
 * @param rows how many rows
 * @param values row after row
 */
record Slice(int number, int rows, HeapVector values) implements Serializable {

  private static final long serialVersionUID = 1;

  /** Answers a question on one thread: Spark gives each task one core. */
  @SuppressWarnings("try") // a bound is only lifted
  <T> T ask(Function<Rows, T> question) {
    INDArray matrix = values.matrix(rows);
    try (KernelThreads bound = KernelThreads.atMost(1)) {
      return question.apply(Rows.of(matrix));
    } finally {
      matrix.close();
    }
  }
}
