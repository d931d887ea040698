package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;

/** What a round asks of Spark. */
class RoundJobsTest {

  private static final String LAST = "round 2: ";

  private static BrsgdTrainingMasterBuilder builder(String rule) {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(1)
        .attackers(1)
        .attack(new SignFlipping(true, 1))
        .rule(Catalog.standard().rule(rule, 1))
        .batchSize(5)
        .seed(3)
        .rounds(3);
  }

  /** Notes what jobs are about. */
  private static final class Jobs extends SparkListener {
    private final List<String> descriptions = new CopyOnWriteArrayList<>();

    @Override
    public void onJobStart(SparkListenerJobStart job) {
      descriptions.add(Objects.toString(job.properties().getProperty("spark.job.description")));
    }
  }

  private static List<String> ofARound(String rule, Transport transport) throws Exception {
    Jobs jobs = new Jobs();
    LocalSpark.context().sc().addSparkListener(jobs);
    try {
      new SparkDl4jMultiLayer(
              LocalSpark.context(),
              Problem.initialised(Problem.plain()),
              SparkBrsgdTrainingMaster.builder(builder(rule).build()).transport(transport).build())
          .fit(Problem.rdd(Problem.examples(70, 1), 7, 3));
      LocalSpark.context().setJobDescription("the end");
      LocalSpark.context().parallelize(List.of(1)).count();
      for (int i = 0; i < 500 && !jobs.descriptions.contains("the end"); i++) {
        Thread.sleep(10);
      }
    } finally {
      LocalSpark.context().setJobDescription(null);
      LocalSpark.context().sc().removeSparkListener(jobs);
    }
    return jobs.descriptions.stream()
        .filter(what -> what.startsWith(LAST))
        .map(what -> what.substring(LAST.length()))
        .toList();
  }

  /** The screen, and the mean that the history compares with, come with other answers. */
  @Test
  void oneJobForTheRowsAndOneForEachQuestionOfTheRule() throws Exception {
    assertThat(ofARound("krum", Transport.COLLECT)).containsExactly("rows");
    assertThat(ofARound("krum", Transport.SHARDED)).containsExactly("rows", "distances", "one row");
    assertThat(ofARound("median", Transport.SHARDED)).containsExactly("rows", "Median");
  }
}
