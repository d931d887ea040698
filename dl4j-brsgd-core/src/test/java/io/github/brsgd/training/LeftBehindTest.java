package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.aggregation.RowsAggregator;
import io.github.brsgd.aggregation.Smea;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.Reseeding;
import io.github.brsgd.training.node.StreamNodeData;
import io.github.brsgd.training.node.Workers;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import io.github.brsgd.training.server.ServerState;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.conf.stepfunctions.GradientStepFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** What replicas, iterators, listeners and rounds share, and must not; what a run leaves behind. */
class LeftBehindTest {

  private static BrsgdTrainingMasterBuilder nine() {
    return BrsgdTrainingMaster.builder().nodes(9).byzantine(1).rule(new Krum(1)).seed(3).rounds(4);
  }

  @ParameterizedTest
  @EnumSource
  void replicasShareNothing(Networks kind) {
    List<DataSet> batches = new ArrayList<>();
    for (int node = 0; node < 9; node++) {
      batches.addAll(Examples.batches(kind, 1, 3 + node % 2, false));
    }
    List<List<Long>> bits = new ArrayList<>();
    for (int workers : new int[] {1, 2, 4}) {
      Model network = kind.create();
      nine()
          .workers(workers)
          .build()
          .fit(
              network,
              batches.stream().map(b -> new ListDataSetIterator<>(List.of(b), 1)).toList());
      bits.add(Bits.of(network.params()));
    }
    assertThat(bits).containsOnly(bits.get(0));
  }

  /** A lambda, a rule of weights, a rule of coordinates. */
  static Stream<Aggregator> rules() {
    Aggregator flat = (updates, context) -> new Aggregation(updates.mean(0));
    return Stream.of(flat, new Krum(1), new CoordinateWiseMedian(), new Mean());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aggregatesAreFreedAfterTheNextRound(Aggregator rule) {
    List<INDArray> seen = new ArrayList<>();
    List<Object> bits = new ArrayList<>();
    ServerObserver keeper =
        new ServerObserver() {
          @Override
          public void round(ServerRound round, RoundOutcome outcome) {
            INDArray gradient = ((RoundOutcome.Stepped) outcome).aggregate().gradient();
            assertThat(gradient.wasClosed()).isFalse();
            if (!seen.isEmpty()) {
              // Good until this round ends: neither freed nor the memory of another vector yet.
              INDArray before = seen.get(seen.size() - 1);
              assertThat(before.wasClosed()).isFalse();
              assertThat(Bits.of(round.rows().mean())).isNotEqualTo(Bits.of(before));
              assertThat(Bits.of(before)).isEqualTo(bits.get(bits.size() - 1));
            }
            seen.add(gradient);
            bits.add(Bits.of(gradient));
          }
        };
    nine()
        .byzantine(rule.equals(new Mean()) ? 0 : 1)
        .rule(rule)
        .batchSize(4)
        .serverObservers(keeper)
        .build()
        .fit(Networks.SGD.create(), Examples.flat(90, 1));
    assertThat(seen).hasSize(4).allMatch(INDArray::wasClosed);
  }

  @Test
  void layersKeepNoInput() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    nine().batchSize(4).build().fit(network, Examples.flat(90, 1));
    for (var layer : network.getLayers()) {
      assertThat(layer.input()).isNull();
    }
  }

  /** Fills the same arrays again and again, ahead of its reader. */
  private static final class Reusing extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private final List<DataSet> batches;
    private final DataSet same;
    private int next;

    Reusing(List<DataSet> batches) {
      super(batches, 1);
      this.batches = batches;
      this.same = batches.get(0).copy();
    }

    @Override
    public boolean hasNext() {
      if (next == batches.size()) {
        return false;
      }
      fill();
      return true;
    }

    private void fill() {
      same.getFeatures().assign(batches.get(next).getFeatures());
      same.getLabels().assign(batches.get(next).getLabels());
    }

    @Override
    public DataSet next() {
      fill();
      next++;
      return same;
    }

    @Override
    public synchronized void reset() {
      next = 0;
    }
  }

  private static List<DataSet> batches(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> Examples.flat(10, i)).toList();
  }

  @Test
  void iteratorsMayFillTheSameArraysAgain() {
    List<DataSet> batches = batches(27);
    for (BrsgdTrainingMasterBuilder master : List.of(nine().batchSize(4), nine().streaming())) {
      Model fresh = Networks.SGD.create();
      master.build().fit(fresh, new ListDataSetIterator<>(batches, 1));
      Model reused = Networks.SGD.create();
      master.build().fit(reused, new Reusing(batches));
      assertThat(Bits.of(reused.params())).isEqualTo(Bits.of(fresh.params()));
    }
    Model fresh = Networks.SGD.create();
    nine().build().fit(fresh, apart(batches, false));
    Model reused = Networks.SGD.create();
    nine().build().fit(reused, apart(batches, true));
    assertThat(Bits.of(reused.params())).isEqualTo(Bits.of(fresh.params()));
  }

  private static List<ListDataSetIterator<DataSet>> apart(List<DataSet> batches, boolean reusing) {
    return Stream.iterate(0, i -> i + 3)
        .limit(9)
        .map(i -> batches.subList(i, i + 3))
        .map(own -> reusing ? new Reusing(own) : new ListDataSetIterator<>(own, 1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void testIteratorsMayFillTheSameArraysAgain(int workers) {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    TrainingResult result =
        nine()
            .batchSize(4)
            .workers(workers)
            .evaluateEvery(4, new Reusing(batches(24)))
            .build()
            .fit(network, Examples.flat(90, 1));
    assertThat(result.history().lastAccuracy().orElseThrow())
        .isEqualTo(network.evaluate(new ListDataSetIterator<>(batches(24), 1)).accuracy());
  }

  @Test
  void accuracyDoesNotDependOnTheThreadsWhereTheTestDataDraw() {
    List<Double> accuracies = new ArrayList<>();
    for (int workers : new int[] {1, 2, 4}) {
      ListDataSetIterator<DataSet> drawing =
          new ListDataSetIterator<>(batches(24), 1) {
            @Override
            public DataSet next() {
              DataSet next = super.next();
              return new DataSet(
                  next.getFeatures().add(Nd4j.rand(DataType.FLOAT, 10, 36).muli(3)),
                  next.getLabels());
            }
          };
      accuracies.add(
          nine()
              .batchSize(4)
              .workers(workers)
              .evaluateEvery(4, drawing)
              .build()
              .fit(Networks.SGD.create(), Examples.flat(90, 1))
              .history()
              .lastAccuracy()
              .orElseThrow());
    }
    assertThat(accuracies).containsOnly(accuracies.get(0));
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder list) {
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    return network;
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(8)
        .nOut(3)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nIn(36).nOut(8).build();
  }

  @Test
  void theStepSizeIsThatOfATrainedLayer() {
    MultiLayerNetwork network =
        network(
            new NeuralNetConfiguration.Builder()
                .updater(new Adam(0.01))
                .list()
                .layer(
                    new FrozenLayerWithBackprop(
                        new DenseLayer.Builder().nIn(36).nOut(8).updater(new Adam(0.5)).build()))
                .layer(output()));
    assertThat(
            nine()
                .batchSize(4)
                .build()
                .fit(network, Examples.flat(90, 1))
                .history()
                .rounds()
                .get(0)
                .learningRate())
        .isEqualTo(0.01);
  }

  @Test
  void otherStepFunctionsAndLayersWithAWindowAreRefused() {
    MultiLayerNetwork ascent =
        network(
            new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .stepFunction(new GradientStepFunction())
                .list()
                .layer(dense())
                .layer(output()));
    DataSet examples = Examples.flat(90, 1);
    assertThatThrownBy(() -> nine().batchSize(4).build().fit(ascent, examples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("GradientStepFunction");
    MultiLayerNetwork oneClass =
        network(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(dense())
                .layer(new OCNNOutputLayer.Builder().nIn(8).hiddenLayerSize(4).build()));
    assertThatThrownBy(() -> nine().batchSize(4).build().fit(oneClass, examples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("OCNNOutputLayer");
  }

  /** Nothing but a listener. */
  private static final class Counting extends BaseTrainingListener {
    private final AtomicInteger heard = new AtomicInteger();

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      heard.incrementAndGet();
    }
  }

  @Test
  void aNetworkIsTrainedByOneRunAtATime() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    Counting counting = new Counting();
    BrsgdTrainingMaster inner = nine().batchSize(4).build();
    List<Throwable> refused = new ArrayList<>();
    RoundListener listener =
        (round, trained) ->
            refused.add(catchThrowable(() -> inner.fit(network, Examples.flat(90, 1))));
    nine()
        .batchSize(4)
        .roundListeners(listener)
        .listeners(counting)
        .build()
        .fit(network, Examples.flat(90, 1));
    assertThat(refused)
        .hasSize(4)
        .allSatisfy(
            e ->
                assertThat(e)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("network: another run is training it"));
    assertThat(network.getIterationCount()).isEqualTo(4);
    assertThat(counting.heard).hasValue(4);
    assertThat(network.getListeners()).isEmpty();
    inner.fit(network, Examples.flat(90, 1));
  }

  @Test
  void listenersAddedMeanwhileStay() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    Counting late = new Counting();
    TrainingListener adding =
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            ((MultiLayerNetwork) model).addListeners(late);
          }
        };
    nine().batchSize(4).rounds(1).listeners(adding).build().fit(network, Examples.flat(90, 1));
    assertThat(network.getListeners()).containsExactly(late);
    network.getLayer(0).addListeners(new Counting());
  }

  /** Throws what it need not declare, as other languages do. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> void sneak(Exception e) throws E {
    throw (E) e;
  }

  @Test
  void undeclaredExceptionsKeepTheHistory() {
    TrainingListener listener =
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            if (iteration == 2) {
              LeftBehindTest.<RuntimeException>sneak(new IOException("disk"));
            }
          }
        };
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class,
            () ->
                nine()
                    .batchSize(4)
                    .listeners(listener)
                    .build()
                    .fit(Networks.SGD.create(), Examples.flat(90, 1)));
    assertThat(aborted).hasMessageContaining("disk").hasCauseInstanceOf(IOException.class);
    assertThat(aborted.result().history().rounds()).hasSize(2);
    RoundListener told =
        (round, network) -> LeftBehindTest.<RuntimeException>sneak(new IOException("disk"));
    assertThat(
            nine()
                .batchSize(4)
                .roundListeners(told)
                .build()
                .fit(Networks.SGD.create(), Examples.flat(90, 1))
                .history()
                .rounds())
        .hasSize(4);
  }

  @Test
  void aStopAtTheEndOfAnEpochBeginsNoOther() {
    List<String> events = new ArrayList<>();
    TrainingListener listener =
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            events.add("start");
          }

          @Override
          public void onEpochEnd(Model model) {
            events.add("end");
          }
        };
    nine()
        .streaming()
        .listeners(listener)
        .stopWhen(() -> events.size() > 2)
        .build()
        .fit(Networks.SGD.create(), new ListDataSetIterator<>(batches(9), 1));
    assertThat(events).containsExactly("start", "end", "start", "end");
  }

  @Test
  void anotherRunBeginsAnew() {
    IteratorNodeData data = IteratorNodeData.of(apart(batches(27), false));
    StreamNodeData stream = StreamNodeData.of(new ListDataSetIterator<>(batches(27), 1), 9, 1, 3);
    List<List<Long>> bits = new ArrayList<>();
    for (NodeData each : List.of(data, data, stream, stream)) {
      Model network = Networks.SGD.create();
      TrainingResult result = oneEpoch().build().fit(network, each);
      assertThat(result.history().rounds()).hasSize(3);
      bits.add(Bits.of(network.params()));
      nine().rounds(2).build().fit(network, each);
    }
    assertThat(bits.get(1)).isEqualTo(bits.get(0));
    assertThat(bits.get(3)).isEqualTo(bits.get(2));
  }

  private static BrsgdTrainingMasterBuilder oneEpoch() {
    return BrsgdTrainingMaster.builder().nodes(9).byzantine(1).rule(new Krum(1)).seed(3).epochs(1);
  }

  /** The last aggregate for ever, without a copy. */
  private record HandsOn() implements RowsAggregator {
    @Override
    public Aggregation aggregate(Rows rows, AggregationContext context) {
      return new Aggregation(context.previous().orElseGet(() -> rows.copy(0)));
    }
  }

  @Test
  void aStateHandedToARunStaysWhole() {
    RunSettings settings = nine().rule(new HandsOn()).build().settings();
    ServerState state;
    try (Simulation first = simulation(settings, apart(batches(27), false))) {
      first.run();
      state = first.state(terms()).server();
    }
    INDArray before = state.previous().orElseThrow().dup();
    try (Simulation second = simulation(settings, apart(batches(27), false))) {
      List<Long> unread = IteratorNodeData.of(apart(batches(27), false)).positions(0);
      NodeState none = new NodeState(Stream.generate(Notes::new).limit(9).toList(), unread);
      second.resume(
          new RunState(
              terms(),
              0,
              0,
              state,
              none,
              Optional.empty(),
              new SimulationState(new Notes(), new Notes(), new Notes()),
              List.of()));
      second.run();
    }
    assertThat(state.previous().orElseThrow()).isEqualTo(before);
  }

  private static RunTerms terms() {
    return RunTerms.of(
        nine().rule(new HandsOn()).build().settings(), Networks.SGD.create(), "these");
  }

  private static Simulation simulation(
      RunSettings settings, List<? extends DataSetIterator> iterators) {
    TrainableNetwork network = TrainableNetwork.of(Networks.SGD.create());
    return new Simulation(
        settings,
        network,
        Simulation.threads(settings, network, IteratorNodeData.of(iterators)),
        RunLength.rounds(4));
  }

  /** Shuffles by ND4J's generator wherever it begins again. */
  private static final class Shuffling extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private int shift;

    Shuffling(List<DataSet> batches) {
      super(batches, 1);
    }

    @Override
    public DataSet next() {
      DataSet next = super.next();
      return new DataSet(next.getFeatures().add(shift), next.getLabels());
    }

    @Override
    public synchronized void reset() {
      super.reset();
      shift = Nd4j.getRandom().nextInt(1000);
    }
  }

  @Test
  void iteratorsThatDrawWhereTheyBeginAgainGoOnAsTheyWere() {
    List<DataSet> batches = batches(18);
    IteratorNodeData straight = IteratorNodeData.of(shuffling(batches));
    IteratorNodeData resumed = IteratorNodeData.of(shuffling(batches));
    Reseeding reseeding = (node, round) -> Nd4j.getRandom().setSeed(31L * round + node);
    for (int round = 7; round < 12; round++) {
      reseeding.before(0, round);
      straight.batch(0, round);
    }
    resumed.resume(straight.positions(12), reseeding);
    reseeding.before(0, 12);
    MultiDataSet expected = straight.batch(0, 12);
    reseeding.before(0, 12);
    assertThat(resumed.batch(0, 12).getFeatures(0)).isEqualTo(expected.getFeatures(0));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEpochIsAWholeOneWhereverTheNetworkStands(boolean shuffle) {
    Model network = Networks.SGD.create();
    DataSet examples = Examples.flat(90, 1);
    BrsgdTrainingMasterBuilder master = nine().batchSize(2).shuffle(shuffle);
    master.rounds(3).build().fit(network, examples);
    TrainingResult result =
        nine().batchSize(2).shuffle(shuffle).rounds(3).build().fit(network, examples);
    assertThat(result.history().rounds()).hasSize(3);
    // 10 examples a node
    assertThat(
            oneEpoch()
                .batchSize(2)
                .shuffle(shuffle)
                .build()
                .fit(network, examples)
                .history()
                .rounds())
        .hasSize(5);
    assertThat(((MultiLayerNetwork) network).getEpochCount()).isEqualTo(1);
  }

  @Test
  void aRoundThatFailedEndsItsEpochWhenItIsAnsweredAgain() {
    List<DataSet> batches = batches(18);
    IteratorNodeData data = IteratorNodeData.of(apartTwo(batches));
    data.begin(0);
    for (int round = 0; round < 2; round++) {
      for (int node = 0; node < 9; node++) {
        data.batch(node, round);
      }
      assertThat(data.epochsEnded(round)).isEqualTo(round == 1 ? 1 : 0);
    }
    // Round 1 failed: it is the next one.
    IteratorNodeData resumed = IteratorNodeData.of(apartTwo(batches));
    resumed.resume(data.positions(1), (node, round) -> {});
    for (int node = 0; node < 9; node++) {
      resumed.batch(node, 1);
    }
    assertThat(resumed.epochsEnded(1)).isOne();
  }

  private static List<ListDataSetIterator<DataSet>> apartTwo(List<DataSet> batches) {
    return Stream.iterate(0, i -> i + 2)
        .limit(9)
        .map(i -> new ListDataSetIterator<>(batches.subList(i, i + 2), 1))
        .toList();
  }

  @Test
  void anObserverMayAskForTheBatchOfItsRound() {
    IteratorNodeData data = IteratorNodeData.of(apart(batches(27), false));
    List<MultiDataSet> seen = new ArrayList<>();
    ServerObserver asking =
        new ServerObserver() {
          @Override
          public void beforeStep(ServerRound round, RoundAggregate aggregate) {
            seen.add(data.batch(0, round.round()));
          }
        };
    nine().rounds(3).serverObservers(asking).build().fit(Networks.SGD.create(), data);
    assertThat(data.positions(3)).startsWith(0L, 1L, 0b111L);
    assertThat(seen).hasSize(3);
    assertThat(seen.get(0).getFeatures(0)).isEqualTo(batches(27).get(0).getFeatures());
  }

  @Test
  void arraysWithoutAMaskAreStreamed() {
    INDArray one = Nd4j.ones(2, 3);
    var batch =
        new org.nd4j.linalg.dataset.MultiDataSet(
            new INDArray[] {one, one},
            new INDArray[] {one},
            new INDArray[] {one, null},
            new INDArray[] {null});
    MultiDataSet drawn =
        StreamNodeData.of(new SingletonMultiDataSetIterator(batch), 2, 1, 1).batch(1, 0);
    assertThat(drawn.getFeaturesMaskArray(1)).isNull();
    assertThat(drawn.getFeaturesMaskArray(0)).isEqualTo(one);
  }

  @Test
  void anEvaluationThatThrowsWhatItNeedNotDeclareEndsTheRun() {
    ListDataSetIterator<DataSet> broken =
        new ListDataSetIterator<>(batches(2), 1) {
          private int resets;

          @Override
          public synchronized void reset() {
            if (resets++ > 1) {
              LeftBehindTest.<RuntimeException>sneak(new IOException("disk"));
            }
            super.reset();
          }
        };
    assertThatThrownBy(
            () ->
                nine()
                    .batchSize(4)
                    .evaluateEvery(1, broken)
                    .build()
                    .fit(Networks.SGD.create(), Examples.flat(90, 1)))
        .isInstanceOf(AbortedRunException.class)
        .hasMessageContaining("disk");
  }

  @Test
  void anExampleWithoutLabelsIsRefused() {
    DataSet unlabelled = new DataSet(Nd4j.ones(90, 36), null);
    assertThatThrownBy(
            () ->
                nine()
                    .batchSize(4)
                    .build()
                    .fit(Networks.SGD.create(), new SingletonDataSetIterator(unlabelled)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("examples: need features and labels");
  }

  /** Looks ahead and draws when it is asked whether there is more. */
  private static final class LookingAhead extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private DataSet ahead;

    LookingAhead(List<DataSet> batches) {
      super(batches, 1);
    }

    @Override
    public boolean hasNext() {
      if (ahead == null && super.hasNext()) {
        DataSet next = super.next();
        ahead =
            new DataSet(
                next.getFeatures().add(Nd4j.rand(DataType.FLOAT, next.getFeatures().shape())),
                next.getLabels());
      }
      return ahead != null;
    }

    @Override
    public DataSet next() {
      assertThat(hasNext()).isTrue();
      DataSet given = ahead;
      ahead = null;
      return given;
    }
  }

  @Test
  void lookingAheadDrawsNothingFromTheCaller() {
    List<List<Long>> bits = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      Nd4j.getRandom().setSeed(seed);
      Model apart = Networks.SGD.create();
      List<DataSet> batches = batches(27);
      nine()
          .build()
          .fit(
              apart,
              Stream.iterate(0, i -> i + 3)
                  .limit(9)
                  .map(i -> new LookingAhead(batches.subList(i, i + 3)))
                  .toList());
      Model stream = Networks.SGD.create();
      nine().streaming().build().fit(stream, new LookingAhead(batches));
      bits.add(Bits.of(apart.params()));
      bits.add(Bits.of(stream.params()));
    }
    assertThat(bits.get(2)).isEqualTo(bits.get(0));
    assertThat(bits.get(3)).isEqualTo(bits.get(1));
  }

  @Test
  void dataThatBeginAnewDrawNothingFromTheirThread() {
    List<List<Long>> bits = new ArrayList<>();
    for (int workers : new int[] {1, 3}) {
      IteratorNodeData data = IteratorNodeData.of(shuffling(batches(18)));
      nine().workers(workers).rounds(workers).build().fit(Networks.SGD.create(), data);
      Model network = Networks.SGD.create();
      nine().workers(2).build().fit(network, data);
      bits.add(Bits.of(network.params()));
    }
    assertThat(bits.get(1)).isEqualTo(bits.get(0));
  }

  private static List<Shuffling> shuffling(List<DataSet> batches) {
    return Stream.iterate(0, i -> i + 2)
        .limit(9)
        .map(i -> new Shuffling(batches.subList(i, i + 2)))
        .toList();
  }

  @Test
  void testExamplesWithoutLabelsSayWhyAndKeepTheHistory() {
    DataSet unlabelled = new DataSet(Nd4j.rand(5, 36), null);
    AbortedRunException aborted =
        catchThrowableOfType(
            AbortedRunException.class,
            () ->
                nine()
                    .batchSize(4)
                    .evaluateEvery(2, new SingletonDataSetIterator(unlabelled))
                    .build()
                    .fit(Networks.SGD.create(), Examples.flat(90, 1)));
    assertThat(aborted).hasMessageContaining("evaluation: the examples have no labels");
    assertThat(aborted.result().history().rounds()).hasSize(2);
  }

  @Test
  void tooManySubsetsAreRefusedByBuild() {
    assertThatThrownBy(
            () ->
                BrsgdTrainingMaster.builder()
                    .nodes(40)
                    .byzantine(15)
                    .rule(new Smea(15))
                    .seed(1)
                    .build())
        .hasMessageContaining("Smea: need at most 1000000 subsets");
  }

  private static void workersEnd(BrsgdTrainingMasterBuilder training, String message) {
    AtomicInteger closed = new AtomicInteger();
    Workers idle =
        (Workers)
            Proxy.newProxyInstance(
                Workers.class.getClassLoader(),
                new Class<?>[] {Workers.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("useFastLayers")) {
                    throw new IllegalStateException("no fast layers");
                  }
                  return method.getName().equals("close") ? closed.incrementAndGet() : null;
                });
    BrsgdTrainingMaster master = training.build();
    Model network = Networks.SGD.create();
    assertThatThrownBy(
            () -> master.fit(network, (plan, trainable) -> idle, Optional.empty(), () -> ""))
        .hasMessage(message);
    assertThat(closed).hasValue(1);
  }

  @Test
  void workersDoNotOutliveARunThatCannotBeMade() {
    workersEnd(
        nine()
            .attackers(1)
            .attack(new SignFlipping())
            .attackerSelection(
                (nodes, attackers, round) -> {
                  throw new IllegalStateException("no memory");
                }),
        "no memory");
    workersEnd(nine().fastLayers(), "no fast layers");
  }
}
