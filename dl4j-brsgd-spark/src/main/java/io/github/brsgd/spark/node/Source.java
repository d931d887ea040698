package io.github.brsgd.spark.node;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/**
 * A user's data while they are counted and dealt: kept in between, so that they are computed once,
 * as bytes, whose memory Spark can see. What the user keeps is not kept again.
 *
 * @param elements the same in the same order
 * @param kept whether they are to be forgotten again
 */
record Source<T>(JavaRDD<T> elements, boolean kept) implements AutoCloseable {

  static <T> Source<T> of(JavaRDD<T> data) {
    return data.getStorageLevel().equals(StorageLevel.NONE())
        ? new Source<>(
            data.map(element -> element).persist(StorageLevel.MEMORY_AND_DISK_SER()), true)
        : new Source<>(data, false);
  }

  @Override
  public void close() {
    if (kept) {
      elements.unpersist(false);
    }
  }
}
