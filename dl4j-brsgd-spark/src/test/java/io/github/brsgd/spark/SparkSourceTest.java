package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What a run does to what is the caller's: data, random numbers, threads. */
class SparkSourceTest {

  private static final DataSet EXAMPLES = Problem.examples(70, 1);

  /** Executors are threads of this process. */
  private static final AtomicInteger COMPUTED = new AtomicInteger();

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(1)
        .attackers(1)
        .attack(new SignFlipping(true, 1))
        .rule(new TrimmedMean(1))
        .seed(3)
        .rounds(3);
  }

  private static SparkDl4jMultiLayer spark(
      BrsgdTrainingMasterBuilder training,
      MultiLayerConfiguration configuration,
      Transport transport) {
    return new SparkDl4jMultiLayer(
        LocalSpark.context(),
        Problem.initialised(configuration),
        SparkBrsgdTrainingMaster.builder(training.build())
            .partitions(3)
            .transport(transport)
            .build());
  }

  private static <T> JavaRDD<T> counting(JavaRDD<T> data) {
    COMPUTED.set(0);
    return data.map(
        element -> {
          COMPUTED.incrementAndGet();
          return element;
        });
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void examplesAreComputedOnce(Transport transport) {
    spark(builder().batchSize(5), Problem.plain(), transport)
        .fit(counting(Problem.rdd(EXAMPLES, 7, 3)));
    assertThat(COMPUTED).hasValue(10);
    assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
  }

  @Test
  void batchesAreComputedOnce() {
    ComputationGraph graph = Problem.initialised(Problem.plain()).toComputationGraph();
    JavaRDD<MultiDataSet> batches = Problem.rdd(EXAMPLES, 7, 3).map(DataSet::toMultiDataSet);
    new SparkComputationGraph(
            LocalSpark.context(),
            graph,
            SparkBrsgdTrainingMaster.builder(builder().build()).partitions(2).build())
        .fitMultiDataSet(counting(batches));
    assertThat(COMPUTED).hasValue(10);
    assertThat(graph.getIterationCount()).isEqualTo(3);
    assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
  }

  @Test
  void whatTheCallerKeepsIsNotKeptAgainAndStays() {
    JavaRDD<DataSet> kept = counting(Problem.rdd(EXAMPLES, 7, 3)).cache();
    spark(builder().batchSize(5), Problem.plain(), Transport.COLLECT).fit(kept);
    spark(builder().batchSize(5), Problem.plain(), Transport.COLLECT).fit(kept);
    assertThat(COMPUTED).hasValue(10);
    assertThat(LocalSpark.context().getPersistentRDDs()).containsOnlyKeys(kept.id());
    kept.unpersist(true);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void theCallersGeneratorIsLeftAlone(Transport transport) {
    Nd4j.getRandom().setSeed(5);
    INDArray expected = Nd4j.rand(1, 4);
    SparkDl4jMultiLayer spark =
        spark(builder().batchSize(5), Problem.batchNormDropoutAdam(), transport);
    JavaRDD<DataSet> data = Problem.rdd(EXAMPLES, 7, 3);
    Nd4j.getRandom().setSeed(5);
    spark.fit(data);
    assertThat(Nd4j.rand(1, 4)).isEqualTo(expected);
  }

  /** Tells which threads have read. */
  private static final class Watched extends ListDataSetIterator<DataSet> {
    private static final long serialVersionUID = 1;
    private final transient Set<String> readers = ConcurrentHashMap.newKeySet();

    Watched() {
      super(Problem.examples(600, 2).asList(), 3);
    }

    @Override
    public DataSet next() {
      readers.add(Thread.currentThread().getName());
      return super.next();
    }
  }

  @Test
  void evaluationTakesAsManyThreadsAsAreSet() {
    Watched test = new Watched();
    spark(
            builder().batchSize(5).workers(1).evaluateEvery(3, test),
            Problem.plain(),
            Transport.COLLECT)
        .fit(Problem.rdd(EXAMPLES, 7, 3));
    assertThat(test.readers).hasSize(1);
  }

  @Test
  void passesAreThoseOfTheNodes() {
    MultiLayerNetwork local = Problem.initialised(Problem.plain());
    builder().batchSize(5).rounds(5).build().fit(local, EXAMPLES);
    MultiLayerNetwork remote =
        spark(builder().batchSize(5).rounds(5), Problem.plain(), Transport.SHARDED)
            .fit(Problem.rdd(EXAMPLES, 7, 3));
    assertThat(remote.getEpochCount()).isEqualTo(local.getEpochCount()).isEqualTo(2);
    assertThat(remote.getIterationCount()).isEqualTo(5);
  }

  @Test
  void soTheyAreWithoutDeeplearning4jsFit() {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(builder().batchSize(5).rounds(5).build()).build();
    JavaRDD<DataSet> data = Problem.rdd(EXAMPLES, 7, 3);
    MultiLayerNetwork network = Problem.initialised(Problem.plain());
    master.executeTraining(new SparkDl4jMultiLayer(LocalSpark.context(), network, master), data);
    assertThat(network.getEpochCount()).isEqualTo(2);
    ComputationGraph graph = Problem.initialised(Problem.plain()).toComputationGraph();
    master.executeTraining(new SparkComputationGraph(LocalSpark.context(), graph, master), data);
    assertThat(graph.getEpochCount()).isEqualTo(2);
  }
}
