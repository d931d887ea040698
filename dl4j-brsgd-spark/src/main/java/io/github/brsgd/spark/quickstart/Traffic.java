package io.github.brsgd.spark.quickstart;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.storage.BlockUpdatedInfo;

/** What Spark says that it has sent: sums over executors since the beginning. */
final class Traffic extends SparkListener {

  private static final String DESCRIPTION = "spark.job.description";

  private final Map<String, Double> totals = new TreeMap<>();
  private final Map<String, Double> millis = new LinkedHashMap<>();
  private final Map<Integer, String> stages = new TreeMap<>();
  private final Map<String, Long> kept = new TreeMap<>();

  /** What has been counted: Spark may tell of a block more than once. */
  private final Set<String> pieces = new HashSet<>();

  private long most;

  private void add(String what, long bytes) {
    totals.merge(what, (double) bytes, Double::sum);
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    add("jobs", 1);
    String what = String.valueOf(job.properties().getProperty(DESCRIPTION));
    String plain = what.replaceFirst("^round \\d+: ", "");
    job.stageIds().foreach(stage -> stages.put((Integer) stage, plain));
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
    StageInfo info = stage.stageInfo();
    add("stages", 1);
    if (info.submissionTime().isDefined() && info.completionTime().isDefined()) {
      double took = (Long) info.completionTime().get() - (Long) info.submissionTime().get();
      millis.merge(stages.get(info.stageId()) + " " + info.name(), took, Double::sum);
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    TaskMetrics metrics = task.taskMetrics();
    if (metrics != null) {
      add("results", metrics.resultSize());
      add("written", metrics.shuffleWriteMetrics().bytesWritten());
      add("read", metrics.shuffleReadMetrics().totalBytesRead());
      add("read remotely", metrics.shuffleReadMetrics().remoteBytesRead());
    }
  }

  @Override
  public synchronized void onBlockUpdated(SparkListenerBlockUpdated update) {
    BlockUpdatedInfo block = update.blockUpdatedInfo();
    if (block.blockManagerId().isDriver()) {
      return;
    }
    long size = block.memSize() + block.diskSize();
    if (block.blockId().isBroadcast()) {
      String piece = block.blockManagerId().executorId() + " " + block.blockId().name();
      if (size > 0 && pieces.add(piece)) {
        add("broadcast", size);
      }
    } else if (block.blockId().isRDD()) {
      kept.put(block.blockManagerId().executorId() + " " + block.blockId().name(), size);
      most = Math.max(most, kept.values().stream().mapToLong(Long::longValue).sum());
    }
  }

  @Override
  public synchronized void onUnpersistRDD(SparkListenerUnpersistRDD forgotten) {
    kept.keySet().removeIf(name -> name.contains(" rdd_" + forgotten.rddId() + "_"));
  }

  /** What has been counted; a copy. */
  synchronized Map<String, Double> totals() {
    return new TreeMap<>(totals);
  }

  /** Milliseconds of stages by what they did; a copy. */
  synchronized Map<String, Double> millis() {
    return new LinkedHashMap<>(millis);
  }

  /** The most bytes that all executors together have kept of data, rows and slices. */
  synchronized long mostKept() {
    return most;
  }
}
