package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.attack.LabelFlip;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.StreamNodeData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.evaluation.classification.ROCMultiClass;
import org.nd4j.evaluation.regression.RegressionEvaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Any of Deeplearning4j's evaluations, of any output. */
class EvaluationsTest {

  private static final DataSet EXAMPLES = Examples.flat(90, 1);

  private static DataSetIterator test() {
    return new ListDataSetIterator<>(Examples.flat(53, 2).asList(), 8);
  }

  private static BrsgdTrainingMasterBuilder seven() {
    return BrsgdTrainingMaster.builder().nodes(7).byzantine(1).rule(new Krum(1)).seed(3);
  }

  private static List<RoundRecord> rounds(TrainingResult result) {
    return result.history().rounds();
  }

  private static List<IEvaluation<?>> last(TrainingResult result) {
    return rounds(result).get(rounds(result).size() - 1).evaluations();
  }

  @Test
  void areThoseOfTheNetworkItself() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    TrainingResult result =
        seven()
            .batchSize(4)
            .rounds(6)
            .evaluateEvery(
                4, test(), new OutputEvaluation(0, ROCMultiClass::new), OutputEvaluation.ACCURACY)
            .build()
            .fit(network, EXAMPLES);
    ROCMultiClass roc = network.doEvaluation(test(), new ROCMultiClass())[0];
    Evaluation accuracy = network.evaluate(test());
    List<RoundRecord> rounds = result.history().rounds();
    assertThat(rounds.get(2).evaluations()).isEmpty();
    assertThat(rounds.get(3).evaluations()).hasSize(2);
    assertThat(((ROCMultiClass) last(result).get(0)).calculateAverageAUC())
        .isEqualTo(roc.calculateAverageAUC());
    assertThat(((Evaluation) last(result).get(1)).f1()).isEqualTo(accuracy.f1());
    assertThat(rounds.get(5).accuracy()).hasValue(accuracy.accuracy());
  }

  @Test
  void withoutAnAccuracyThereIsNone() {
    TrainingResult result =
        seven()
            .batchSize(4)
            .rounds(2)
            .evaluateEvery(1, test(), new OutputEvaluation(0, RegressionEvaluation::new))
            .build()
            .fit(Networks.SGD.create(), EXAMPLES);
    assertThat(result.history().rounds())
        .allMatch(round -> round.accuracy().isEmpty() && round.evaluations().size() == 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void haveTheSameBitsOnAnyNumberOfThreads(int threads) {
    assertThat(errors(threads)).isEqualTo(errors(1));
  }

  private static List<Double> errors(int threads) {
    List<Double> errors = new ArrayList<>();
    for (int repeat = 0; repeat < 3; repeat++) {
      TrainingResult result =
          seven()
              .batchSize(4)
              .rounds(1)
              .workers(threads)
              .evaluateEvery(1, test(), new OutputEvaluation(0, RegressionEvaluation::new))
              .build()
              .fit(Networks.SGD.create(), EXAMPLES);
      errors.add(((RegressionEvaluation) last(result).get(0)).averageMeanSquaredError());
    }
    assertThat(errors).containsOnly(errors.get(0));
    return errors;
  }

  /** Two inputs; classes as the first output, a number as the second. */
  private static ComputationGraph twoOutputs() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(5)
                .updater(new Sgd(0.1))
                .graphBuilder()
                .addInputs("left", "right")
                .addVertex("both", new MergeVertex(), "left", "right")
                .addLayer(
                    "hidden",
                    new DenseLayer.Builder().nIn(5).nOut(6).activation(Activation.TANH).build(),
                    "both")
                .addLayer(
                    "class",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(6)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "hidden")
                .addLayer(
                    "number",
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(6)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build(),
                    "hidden")
                .setOutputs("class", "number")
                .build());
    graph.init();
    return graph;
  }

  private static MultiDataSet pairs(int count) {
    INDArray classes = Nd4j.zeros(count, 3);
    for (int i = 0; i < count; i++) {
      classes.putScalar(i, i % 3, 1);
    }
    return new MultiDataSet(
        new INDArray[] {
          Nd4j.linspace(-1, 1, 2L * count).castTo(Nd4j.dataType()).reshape(count, 2),
          Nd4j.linspace(1, -1, 3L * count).castTo(Nd4j.dataType()).reshape(count, 3)
        },
        new INDArray[] {classes, Nd4j.ones(count, 1)});
  }

  @Test
  void ofGraphsWithSeveralInputsAndOutputs() {
    ComputationGraph graph = twoOutputs();
    TrainingResult result =
        seven()
            .rounds(3)
            .evaluateEvery(
                3,
                new SingletonMultiDataSetIterator(pairs(12)),
                new OutputEvaluation(1, RegressionEvaluation::new),
                OutputEvaluation.ACCURACY)
            .build()
            .fit(
                graph,
                IteratorNodeData.ofMulti(
                    Collections.nCopies(7, pairs(6)).stream()
                        .map(SingletonMultiDataSetIterator::new)
                        .toList()));
    Map<Integer, IEvaluation[]> expected =
        Map.of(
            0, new IEvaluation[] {new Evaluation()},
            1, new IEvaluation[] {new RegressionEvaluation()});
    graph.evaluate(new SingletonMultiDataSetIterator(pairs(12)), expected);
    assertThat(((RegressionEvaluation) last(result).get(0)).averageMeanSquaredError())
        .isEqualTo(((RegressionEvaluation) expected.get(1)[0]).averageMeanSquaredError());
    assertThat(rounds(result).get(2).accuracy())
        .hasValue(((Evaluation) expected.get(0)[0]).accuracy());
  }

  @Test
  void aNetworkOfNaNIsWrongAndNotAnError() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    TrainingResult result =
        seven()
            .batchSize(4)
            .rounds(1)
            .listeners(
                new org.deeplearning4j.optimize.api.BaseTrainingListener() {
                  @Override
                  public void iterationDone(
                      org.deeplearning4j.nn.api.Model model, int iteration, int epoch) {
                    model.params().assign(Float.NaN);
                  }
                })
            .evaluateEvery(
                1,
                test(),
                OutputEvaluation.ACCURACY,
                new OutputEvaluation(0, ROCMultiClass::new),
                new OutputEvaluation(0, RegressionEvaluation::new))
            .build()
            .fit(network, EXAMPLES);
    assertThat(rounds(result).get(0).accuracy()).hasValue(0);
    assertThat(((ROCMultiClass) last(result).get(1)).calculateAverageAUC()).isLessThan(0.5);
    assertThat(((RegressionEvaluation) last(result).get(2)).averageMeanSquaredError()).isNaN();
  }

  @Test
  void whatCannotBeIsAnErrorThatSaysSo() {
    assertThatThrownBy(() -> new OutputEvaluation(-1, Evaluation::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("output: need >= 0, got -1");
    assertThatThrownBy(
            () ->
                seven()
                    .batchSize(4)
                    .rounds(1)
                    .evaluateEvery(1, test(), new OutputEvaluation(1, Evaluation::new))
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining(
            "evaluateEvery: evaluation: there is no output 1, the network has 1, the examples labels"
                + " for 1");
    assertThatThrownBy(
            () ->
                seven()
                    .batchSize(4)
                    .rounds(1)
                    .evaluateEvery(1, new ListDataSetIterator<>(List.<DataSet>of(), 1))
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("there are no examples");
    assertThatThrownBy(
            () ->
                seven()
                    .rounds(1)
                    .poisoning(new LabelFlip())
                    .attackers(1)
                    .evaluateEvery(1, new SingletonMultiDataSetIterator(pairs(12)))
                    .build()
                    .fit(
                        twoOutputs(),
                        IteratorNodeData.ofMulti(
                            Collections.nCopies(7, pairs(6)).stream()
                                .map(SingletonMultiDataSetIterator::new)
                                .toList())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("evaluateEvery: a poisoning needs examples with one array");
  }

  /** Draws when it begins anew, as one that shuffles does. */
  private static final class Drawing extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private float shift;

    Drawing() {
      super(Examples.flat(53, 2).asList(), 8);
    }

    @Override
    public void reset() {
      super.reset();
      shift = Nd4j.rand(1).getFloat(0);
    }

    @Override
    public DataSet next() {
      DataSet next = super.next();
      return new DataSet(next.getFeatures().mul(3 * shift - 1), next.getLabels());
    }
  }

  @Test
  void whatTestExamplesDrawWhenTheyBeginIsSeededToo() {
    List<String> histories = new ArrayList<>();
    for (long seed = 1; seed <= 3; seed++) {
      Model network = Networks.SGD.create();
      DataSetIterator drawing = new Drawing();
      Nd4j.getRandom().setSeed(seed);
      float expected = Nd4j.rand(1).getFloat(0);
      Nd4j.getRandom().setSeed(seed);
      histories.add(
          seven()
              .batchSize(4)
              .rounds(6)
              .evaluateEvery(1, drawing)
              .build()
              .fit(network, EXAMPLES)
              .history()
              .toCsv());
      assertThat(Nd4j.rand(1).getFloat(0)).isEqualTo(expected);
    }
    assertThat(histories).containsOnly(histories.get(0));
  }

  @Test
  void aStepThatCannotBeJudgedIsInTheHistory() {
    DataSet sequences =
        new DataSet(Nd4j.rand(6, 4, 5), Nd4j.zeros(6, 3, 5), Nd4j.ones(6, 5), Nd4j.zeros(6, 5));
    assertThatThrownBy(
            () ->
                seven()
                    .batchSize(4)
                    .rounds(2)
                    .evaluateEvery(1, new ExistingDataSetIterator(List.of(sequences)))
                    .build()
                    .fit(
                        Networks.LSTM_SEQUENCE.create(),
                        DataSet.merge(Examples.batches(Networks.LSTM_SEQUENCE, 8, 6, false))))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageStartingWith("round 0: evaluateEvery: ")
        .satisfies(
            e ->
                assertThat(((AbortedRunException) e).result().history().rounds())
                    .singleElement()
                    .satisfies(round -> assertThat(round.accuracy()).isEmpty()));
  }

  @Test
  void anExceptionWithoutAMessageIsNamed() {
    DataSetIterator broken =
        new ListDataSetIterator<>(Examples.flat(8, 2).asList(), 8) {
          private static final long serialVersionUID = 1;

          @Override
          public DataSet next() {
            throw new UnsupportedOperationException();
          }
        };
    assertThatThrownBy(
            () ->
                seven()
                    .batchSize(4)
                    .rounds(1)
                    .evaluateEvery(1, broken)
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES))
        .hasMessage("round 0: evaluateEvery: java.lang.UnsupportedOperationException");
  }

  @Test
  void aSupplierMakesANewOneEachTime() {
    Evaluation one = new Evaluation();
    assertThatThrownBy(
            () ->
                seven()
                    .batchSize(4)
                    .rounds(1)
                    .workers(1)
                    .evaluateEvery(1, test(), new OutputEvaluation(0, () -> one))
                    .build()
                    .fit(Networks.SGD.create(), EXAMPLES))
        .hasMessageContaining("need a new one from the supplier each time");
  }

  @Test
  void aDataSourceThatCannotBeginIsNamed() {
    ListDataSetIterator<DataSet> once =
        new ListDataSetIterator<>(Examples.flat(80, 2).asList(), 4) {
          private static final long serialVersionUID = 1;

          @Override
          public void reset() {
            throw new UnsupportedOperationException("read once");
          }
        };
    BrsgdTrainingMaster master = seven().rounds(1).build();
    StreamNodeData data = StreamNodeData.of(once, 7, 1, 1);
    master.fit(Networks.SGD.create(), data);
    assertThatThrownBy(() -> master.fit(Networks.SGD.create(), data))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data: read once");
  }
}
