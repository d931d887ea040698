package io.github.brsgd.spark.rows;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** The slices of a round, one per partition in their order, and how their jobs are called. */
final class Slices {

  private final JavaSparkContext context;
  private final JavaRDD<Slice> slices;
  private final String round;

  Slices(JavaSparkContext context, JavaRDD<Slice> slices, String round) {
    this.context = context;
    this.slices = slices;
    this.round = round;
  }

  /** What is done with a slice where it lies. */
  @FunctionalInterface
  interface Task<T> extends Serializable {
    T on(Slice slice);
  }

  /**
   * Does the same with every slice.
   *
   * @param what of the job, for Spark's pages
   * @return an answer per slice, in their order
   * @throws IllegalArgumentException if a slice refuses the task by one
   */
  <T> List<T> each(String what, Task<T> task) {
    context.setJobDescription(round + ": " + what);
    try {
      return slices.map(task::on).collect();
    } catch (Exception e) { // Spark throws checked ones that it does not declare
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IllegalArgumentException) {
          throw new IllegalArgumentException(cause.getMessage(), e);
        }
      }
      throw e;
    } finally {
      context.setJobDescription(null);
    }
  }

  /** Makes a vector known to all executors, until it is destroyed. */
  Broadcast<HeapVector> send(HeapVector vector) {
    return context.broadcast(vector);
  }
}
