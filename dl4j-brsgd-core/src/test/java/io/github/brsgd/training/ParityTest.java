package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.node.NodeWorkers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** One node and the mean are {@code fit}, and m nodes with the mean are one large batch. */
class ParityTest {

  private static final long SEED = 11;

  @ParameterizedTest
  @EnumSource
  void oneNodeWithTheMeanIsFitBitForBit(Networks kind) {
    checkAgainstFit(kind, false);
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM_SEQUENCE", "BIDIRECTIONAL"})
  void masksAreHandedOn(Networks kind) {
    checkAgainstFit(kind, true);
  }

  private static void checkAgainstFit(Networks kind, boolean masked) {
    List<DataSet> batches = Examples.batches(kind, 10, 5, masked);
    Model expected = kind.create();
    INDArray start = expected.params().dup();
    fit(expected, new ReseedingIterator(batches), 2);

    Model actual = kind.create();
    one().rounds(20).build().fit(actual, List.of(new ListDataSetIterator<>(batches, 1)));

    assertThat(expected.params()).isNotEqualTo(start);
    assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
    assertThat(Bits.of(updaterState(actual))).isEqualTo(Bits.of(updaterState(expected)));
    assertThat(counts(actual)).isEqualTo(counts(expected)).containsExactly(20, 2);
  }

  @ParameterizedTest
  @EnumSource
  void epochsOfAStreamAreThoseOfFit(Networks kind) {
    List<DataSet> batches = lastOneShort(kind);
    checkEpochs(
        kind,
        batches,
        (master, network) ->
            master.streaming().build().fit(network, new ListDataSetIterator<>(batches, 1)));
  }

  @ParameterizedTest
  @EnumSource
  void epochsInMemoryAreThoseOfFit(Networks kind) {
    List<DataSet> batches = lastOneShort(kind);
    DataSet all = DataSet.merge(batches);
    checkEpochs(
        kind,
        batches,
        (master, network) -> master.shuffle(false).batchSize(5).build().fit(network, all));
  }

  private static List<DataSet> lastOneShort(Networks kind) {
    List<DataSet> batches = new ArrayList<>(Examples.batches(kind, 4, 5, false));
    batches.add(Examples.batches(kind, 5, 3, false).get(4));
    return batches;
  }

  private static void checkEpochs(
      Networks kind,
      List<DataSet> batches,
      BiConsumer<BrsgdTrainingMasterBuilder, Model> training) {
    Model expected = kind.create();
    EventRecorder told = new EventRecorder();
    expected.setListeners(told);
    fit(expected, new ReseedingIterator(batches), 3);

    Model actual = kind.create();
    EventRecorder heard = new EventRecorder();
    actual.setListeners(heard);
    training.accept(one().epochs(3), actual);

    assertThat(heard.events).isEqualTo(told.events).hasSize(36);
    assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
    assertThat(Bits.of(updaterState(actual))).isEqualTo(Bits.of(updaterState(expected)));
    assertThat(counts(actual)).isEqualTo(counts(expected)).containsExactly(15, 3);
  }

  @ParameterizedTest
  @EnumSource
  void fourShardsWithTheMeanAreOneLargeBatch(Networks kind) {
    assumeThat(kind.isFreeOfCrossExampleState()).isTrue();
    List<DataSet> shards = Examples.batches(kind, 4, 6, false);
    GradientRecorder large = new GradientRecorder();
    Model one = kind.create();
    one.setListeners(large);
    one()
        .rounds(1)
        .build()
        .fit(one, List.of(new ListDataSetIterator<>(List.of(DataSet.merge(shards)), 1)));

    GradientRecorder split = new GradientRecorder();
    Model four = kind.create();
    four.setListeners(split);
    BrsgdTrainingMaster.builder()
        .nodes(4)
        .byzantine(0)
        .rule(new Mean())
        .seed(SEED)
        .rounds(1)
        .build()
        .fit(four, shards.stream().map(s -> new ListDataSetIterator<>(List.of(s), 1)).toList());

    double error = split.gradient.distance2(large.gradient);
    assertThat(error).isLessThan(1e-6 * large.gradient.norm2Number().doubleValue());
  }

  private static BrsgdTrainingMasterBuilder one() {
    return BrsgdTrainingMaster.builder().nodes(1).byzantine(0).rule(new Mean()).seed(SEED);
  }

  private static void fit(Model model, ReseedingIterator batches, int epochs) {
    if (model instanceof MultiLayerNetwork network) {
      network.fit(batches, epochs);
    } else {
      ((ComputationGraph) model).fit(batches, epochs);
    }
  }

  private static INDArray updaterState(Model model) {
    return model instanceof MultiLayerNetwork network
        ? network.updaterState()
        : ((ComputationGraph) model).updaterState();
  }

  private static List<Integer> counts(Model model) {
    return model instanceof MultiLayerNetwork network
        ? List.of(network.getIterationCount(), network.getEpochCount())
        : List.of(
            ((ComputationGraph) model).getIterationCount(),
            ((ComputationGraph) model).getEpochCount());
  }

  /** Writes down what listeners are told, with the counts and the score as they are then. */
  private static final class EventRecorder extends BaseTrainingListener {

    private final List<String> events = new ArrayList<>();

    @Override
    public void onEpochStart(Model model) {
      events.add("epoch begins " + counts(model));
    }

    @Override
    public void onEpochEnd(Model model) {
      events.add("epoch ends " + counts(model));
    }

    @Override
    public void onGradientCalculation(Model model) {
      events.add("gradient " + counts(model));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      events.add("done " + iteration + " " + epoch + " score " + model.score());
    }
  }

  /** Keeps the gradient that the server hands to the updater. */
  private static final class GradientRecorder extends BaseTrainingListener {

    private INDArray gradient;

    @Override
    public void onGradientCalculation(Model model) {
      gradient = model.gradient().gradient().dup();
    }
  }

  /** Seeds ND4J's generator before each batch as the training master does. */
  private static final class ReseedingIterator extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private int round;

    ReseedingIterator(List<DataSet> batches) {
      super(batches, 1);
    }

    @Override
    public DataSet next() {
      Nd4j.getRandom().setSeed(NodeWorkers.gradientSeed(SEED, round++, 0));
      return super.next();
    }

    @Override
    public boolean asyncSupported() {
      return false;
    }
  }
}
