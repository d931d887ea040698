package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.TrainingHistory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The program in the guide to Spark, run: {@code SnippetsTest} of the site holds what is printed
 * there to this text, but for comments and white space.
 */
class GuidesTest {

  @Test
  void spark() {
    JavaSparkContext context = LocalSpark.context();
    MultiLayerConfiguration configuration = Problem.plain();
    JavaRDD<DataSet> examples = Problem.rdd(Problem.examples(640, 1), 32, 2);
    BrsgdTrainingMaster training =
        BrsgdTrainingMaster.builder()
            .nodes(20)
            .byzantine(4)
            .rule(new Krum(4))
            .batchSize(32)
            .rounds(100)
            .seed(1)
            .build();
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(training).transport(Transport.COLLECT).build();
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(context, configuration, master);
    network.fit(examples);
    TrainingHistory history = master.result().orElseThrow().history();
    assertThat(history.rounds()).hasSize(100);
  }
}
