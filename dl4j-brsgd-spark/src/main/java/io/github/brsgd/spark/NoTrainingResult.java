package io.github.brsgd.spark;

import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;

/**
 * What a worker of Deeplearning4j would give; nodes give rows and are no such workers.
 *
 * @since 0.2
 */
public final class NoTrainingResult implements TrainingResult {

  private static final long serialVersionUID = 1;

  private NoTrainingResult() {}

  @Override
  public void setStats(SparkTrainingStats stats) {
    throw new UnsupportedOperationException("there is nothing to have statistics of");
  }
}
