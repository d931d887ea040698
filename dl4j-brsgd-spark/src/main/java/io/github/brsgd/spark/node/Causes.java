package io.github.brsgd.spark.node;

/** What is at the bottom of a failure that Spark reports. */
final class Causes {

  private Causes() {}

  static Throwable first(Throwable failure) {
    Throwable first = failure;
    while (first.getCause() != null && first.getCause() != first) {
      first = first.getCause();
    }
    return first;
  }
}
