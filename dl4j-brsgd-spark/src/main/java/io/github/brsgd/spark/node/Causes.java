package io.github.brsgd.spark.node;

/** What Spark's own exceptions are about. */
final class Causes {

  private static final String SPARK = "org.apache.spark.";

  private Causes() {}

  /** The first failure that is not Spark's, which says most; the last one if all are. */
  static Throwable first(Throwable failure) {
    Throwable first = failure;
    while (first.getClass().getName().startsWith(SPARK)
        && first.getCause() != null
        && first.getCause() != first) {
      first = first.getCause();
    }
    return first;
  }
}
