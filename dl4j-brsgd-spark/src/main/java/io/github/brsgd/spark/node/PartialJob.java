package io.github.brsgd.spark.node;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Function0;
import scala.Function1;
import scala.Function2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.concurrent.Await;
import scala.runtime.BoxedUnit;

/** A job that takes what has arrived when its time is over. */
final class PartialJob {

  private static final Logger LOG = LoggerFactory.getLogger(PartialJob.class);

  private final JavaSparkContext context;
  private final Optional<Duration> deadline;

  PartialJob(JavaSparkContext context, Optional<Duration> deadline) {
    this.context = context;
    this.deadline = deadline;
  }

  /** Done with a partition where it lies. */
  @FunctionalInterface
  private interface OnPartition<T> extends Function1<Iterator<T>, List<T>>, Serializable {}

  /**
   * Collects some partitions.
   *
   * @param what of the job, for Spark's pages
   * @return the elements of those that were in time, by partition
   * @throws Exception if the job fails
   */
  <T> Map<Integer, List<T>> run(String what, JavaRDD<T> rdd, List<Integer> partitions)
      throws Exception {
    Map<Integer, List<T>> arrived = Collections.synchronizedMap(new TreeMap<>());
    OnPartition<T> all =
        elements -> {
          List<T> list = new ArrayList<>();
          while (elements.hasNext()) {
            list.add(elements.next());
          }
          return list;
        };
    Function2<Object, List<T>, BoxedUnit> keep =
        (index, elements) -> {
          arrived.put(partitions.get((Integer) index), elements);
          return BoxedUnit.UNIT;
        };
    Function0<BoxedUnit> done = () -> BoxedUnit.UNIT;
    context.setJobDescription(what);
    try {
      SimpleFutureAction<BoxedUnit> action =
          context
              .sc()
              .submitJob(
                  rdd.rdd(),
                  all,
                  JavaConverters.asScalaBuffer(new ArrayList<Object>(partitions)).toSeq(),
                  keep,
                  done);
      wait(action);
    } finally {
      context.setJobDescription(null);
    }
    // A task that is late may still arrive, even now.
    synchronized (arrived) {
      return new TreeMap<>(arrived);
    }
  }

  private void wait(SimpleFutureAction<BoxedUnit> action) throws Exception {
    try {
      Await.result(
          action,
          deadline.isPresent()
              ? scala.concurrent.duration.Duration.fromNanos(deadline.get().toNanos())
              : scala.concurrent.duration.Duration.Inf());
    } catch (TimeoutException e) {
      LOG.debug("the deadline of {} has passed", deadline.get());
      action.cancel();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      action.cancel();
      throw e;
    }
  }
}
