package io.github.brsgd.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** One Spark of two threads in this process, for all tests, which tries a task four times. */
public final class LocalSpark {

  private static final JavaSparkContext CONTEXT =
      new JavaSparkContext(
          new SparkConf()
              .setMaster("local[2,4]")
              .setAppName("tests")
              .set("spark.ui.enabled", "false")
              .set("spark.driver.host", "localhost"));

  private LocalSpark() {}

  public static JavaSparkContext context() {
    return CONTEXT;
  }
}
