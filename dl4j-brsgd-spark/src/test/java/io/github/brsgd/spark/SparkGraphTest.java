package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.MultiDataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Graphs, batches of several arrays, and data that lie in files. */
class SparkGraphTest {

  private static final int NODES = 6;
  private static final int BATCH = 4;

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(1)
        .attackers(1)
        .attack(new SignFlipping())
        .rule(new TrimmedMean(1))
        .seed(3);
  }

  /** A graph over the first columns and the others. */
  private static ComputationGraph graph(int... widths) {
    NeuralNetConfiguration.Builder base =
        new NeuralNetConfiguration.Builder().seed(5).updater(new Nesterovs(0.05, 0.9));
    ComputationGraphConfiguration.GraphBuilder graph = base.graphBuilder();
    String[] inputs = new String[widths.length];
    String[] dense = new String[widths.length];
    for (int i = 0; i < widths.length; i++) {
      inputs[i] = "in" + i;
      dense[i] = "dense" + i;
    }
    graph.addInputs(inputs);
    for (int i = 0; i < widths.length; i++) {
      graph.addLayer(
          dense[i],
          new DenseLayer.Builder().nIn(widths[i]).nOut(4).activation(Activation.TANH).build(),
          inputs[i]);
    }
    graph.addVertex("all", new MergeVertex(), dense);
    graph.addLayer(
        "out",
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nIn(4 * widths.length)
            .nOut(Problem.CLASSES)
            .activation(Activation.SOFTMAX)
            .build(),
        "all");
    ComputationGraph made = new ComputationGraph(graph.setOutputs("out").build());
    made.init();
    return made;
  }

  @Test
  void aGraphGetsTheBitsOfTheRunInThisProcess() {
    DataSet examples = Problem.examples(70, 1);
    BrsgdTrainingMaster training = builder().batchSize(5).epochs(2).build();
    ComputationGraph local = graph(Problem.INPUTS);
    TrainingResult expected = training.fit(local, examples);
    ComputationGraph remote = graph(Problem.INPUTS);
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(training).partitions(4).build();
    new SparkComputationGraph(LocalSpark.context(), remote, master)
        .fit(Problem.rdd(examples, 9, 2));
    assertThat(remote.params()).isEqualTo(local.params());
    assertThat(remote.getEpochCount()).isEqualTo(local.getEpochCount());
    assertThat(master.result().orElseThrow().history().toCsv())
        .isEqualTo(expected.history().toCsv());
  }

  /** Batches of two inputs. */
  private static List<MultiDataSet> batches(int count) {
    DataSet all = Problem.examples(count * BATCH, 2);
    List<MultiDataSet> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DataSet batch = (DataSet) all.getRange(i * BATCH, (i + 1) * BATCH);
      INDArray features = batch.getFeatures();
      batches.add(
          new org.nd4j.linalg.dataset.MultiDataSet(
              new INDArray[] {
                features.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2)).dup(),
                features.get(NDArrayIndex.all(), NDArrayIndex.interval(2, Problem.INPUTS)).dup()
              },
              new INDArray[] {batch.getLabels().dup()}));
    }
    return batches;
  }

  /** Batches from memory. */
  private static final class Batches implements MultiDataSetIterator {
    private static final long serialVersionUID = 1;
    private final transient List<MultiDataSet> all;
    private int next;

    Batches(List<MultiDataSet> all) {
      this.all = all;
    }

    @Override
    public boolean hasNext() {
      return next < all.size();
    }

    @Override
    public MultiDataSet next() {
      return all.get(next++);
    }

    @Override
    public MultiDataSet next(int count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setPreProcessor(MultiDataSetPreProcessor processor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MultiDataSetPreProcessor getPreProcessor() {
      return null;
    }

    @Override
    public boolean resetSupported() {
      return true;
    }

    @Override
    public boolean asyncSupported() {
      return false;
    }

    @Override
    public void reset() {
      next = 0;
    }
  }

  /** The batches at i, i + m, ... . */
  private static MultiDataSetIterator ofNode(List<MultiDataSet> batches, int node) {
    List<MultiDataSet> own =
        IntStream.iterate(node, i -> i < batches.size(), i -> i + NODES)
            .mapToObj(batches::get)
            .toList();
    return new Batches(own);
  }

  private static void sameAsIterators(BrsgdTrainingMaster training, int count) {
    List<MultiDataSet> batches = batches(count);
    ComputationGraph local = graph(2, Problem.INPUTS - 2);
    TrainingResult expected =
        training.fit(
            local,
            IteratorNodeData.ofMulti(
                IntStream.range(0, NODES).mapToObj(node -> ofNode(batches, node)).toList()));
    ComputationGraph remote = graph(2, Problem.INPUTS - 2);
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(training).partitions(4).build();
    JavaRDD<MultiDataSet> rdd = LocalSpark.context().parallelize(batches, 3);
    new SparkComputationGraph(LocalSpark.context(), remote, master).fitMultiDataSet(rdd);
    assertThat(remote.params()).isEqualTo(local.params());
    assertThat(remote.getEpochCount()).isEqualTo(local.getEpochCount());
    assertThat(master.result().orElseThrow().history().toCsv())
        .isEqualTo(expected.history().toCsv());
  }

  @Test
  void batchesOfSeveralArraysAreThoseOfAnIteratorPerNode() {
    sameAsIterators(builder().rounds(5).build(), 2 * NODES + 2);
    sameAsIterators(builder().epochs(2).build(), 2 * NODES + 2);
    sameAsIterators(builder().nodeUpdate(new LocalSteps(2, 0.1)).epochs(1).build(), 3 * NODES);
  }

  @Test
  void fewerBatchesThanNodesAreRefused() {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(builder().rounds(1).build()).build();
    SparkComputationGraph graph =
        new SparkComputationGraph(LocalSpark.context(), graph(2, Problem.INPUTS - 2), master);
    JavaRDD<MultiDataSet> rdd = LocalSpark.context().parallelize(batches(NODES - 1), 2);
    assertThatThrownBy(() -> graph.fitMultiDataSet(rdd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data: need a batch for each of 6 nodes, got 5");
    assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
  }

  @Test
  void examplesMayLieInFiles(@TempDir Path folder) {
    DataSet examples = Problem.examples(63, 1);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Path file = folder.resolve("set" + i + ".bin");
      ((DataSet) examples.getRange(7 * i, 7 * i + 7)).save(file.toFile());
      paths.add(file.toUri().toString());
    }
    BrsgdTrainingMaster training = builder().batchSize(5).rounds(3).build();
    MultiLayerNetwork local = Problem.initialised(Problem.plain());
    training.fit(local, examples);
    MultiLayerNetwork remote = Problem.initialised(Problem.plain());
    SparkBrsgdTrainingMaster master = SparkBrsgdTrainingMaster.builder(training).build();
    SparkDl4jMultiLayer spark = new SparkDl4jMultiLayer(LocalSpark.context(), remote, master);
    spark.fitPaths(LocalSpark.context().parallelize(paths, 2));
    assertThat(remote.params()).isEqualTo(local.params());
    assertThat(remote.getEpochCount()).isEqualTo(local.getEpochCount());
    paths.add(folder.resolve("nothing").toUri().toString());
    assertThatThrownBy(() -> spark.fitPaths(LocalSpark.context().parallelize(paths, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data: ")
        .hasMessageContaining("nothing");
    assertThat(master.result()).isEmpty();
    assertThat(LocalSpark.context().getPersistentRDDs()).isEmpty();
  }

  @Test
  void batchesMayLieInFiles(@TempDir Path folder) throws Exception {
    List<MultiDataSet> batches = batches(NODES + 2);
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Path file = folder.resolve("batch" + i + ".bin");
      batches.get(i).save(file.toFile());
      paths.add(file.toUri().toString());
    }
    BrsgdTrainingMaster training = builder().rounds(3).build();
    ComputationGraph direct = graph(2, Problem.INPUTS - 2);
    SparkBrsgdTrainingMaster master = SparkBrsgdTrainingMaster.builder(training).build();
    new SparkComputationGraph(LocalSpark.context(), direct, master)
        .fitMultiDataSet(LocalSpark.context().parallelize(batches, 3));
    ComputationGraph read = graph(2, Problem.INPUTS - 2);
    new SparkComputationGraph(LocalSpark.context(), read, master)
        .fitPathsMultiDataSet(LocalSpark.context().parallelize(paths, 2));
    assertThat(read.params()).isEqualTo(direct.params());
  }
}
