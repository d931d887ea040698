package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.TrainingResult;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;

/** A run on Spark against the same run in this process. */
final class SameBits {

  private SameBits() {}

  static TrainingResult check(
      BrsgdTrainingMaster training,
      MultiLayerConfiguration configuration,
      DataSet examples,
      int partitions) {
    MultiLayerNetwork local = Problem.initialised(configuration);
    TrainingResult expected = training.fit(local, examples);
    MultiLayerNetwork remote = Problem.initialised(configuration);
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(training).partitions(partitions).build();
    new SparkDl4jMultiLayer(LocalSpark.context(), remote, master).fit(Problem.rdd(examples, 7, 3));
    assertThat(remote.params()).isEqualTo(local.params());
    assertThat(remote.updaterState()).isEqualTo(local.updaterState());
    assertThat(remote.getEpochCount()).isEqualTo(local.getEpochCount());
    assertThat(remote.getIterationCount()).isEqualTo(local.getIterationCount());
    assertThat(master.result().orElseThrow().history().toCsv())
        .isEqualTo(expected.history().toCsv());
    return expected;
  }
}
