package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.StreamNodeData;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.IteratorDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.datasets.iterator.utilty.SingletonMultiDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Nodes that read one iterator in turn. */
class StreamingTest {

  /** Batches of one example whose features are their number. */
  private static DataSetIterator numbered(int count) {
    return new ListDataSetIterator<>(
        IntStream.range(0, count)
            .mapToObj(i -> new DataSet(Nd4j.scalar(i).reshape(1, 1), Nd4j.ones(1, 1)))
            .toList(),
        1);
  }

  private static int number(NodeData data, int node, int round) {
    return data.batch(node, round).getFeatures(0).getInt(0);
  }

  private static List<Integer> numbers(NodeData data, int round) {
    return IntStream.range(0, data.nodes()).mapToObj(node -> number(data, node, round)).toList();
  }

  @Test
  void nodesTakeTurnsAndTheIteratorBeginsAgain() {
    NodeData data = StreamNodeData.of(numbered(7), 3, 1, 1);
    assertThat(number(data, 2, 5)).isEqualTo(2);
    assertThat(numbers(data, 5)).containsExactly(0, 1, 2);
    assertThat(data.epochsEnded(5)).isZero();
    assertThat(numbers(data, 6)).containsExactly(3, 4, 5);
    assertThat(data.epochsEnded(6)).isZero();
    assertThat(numbers(data, 7)).containsExactly(6, 0, 1);
    assertThat(data.epochsEnded(7)).isOne();
    assertThat(numbers(data, 8)).containsExactly(2, 3, 4);
    assertThat(data.epochsEnded(8)).isZero();
    assertThat(numbers(data, 9)).containsExactly(5, 6, 0);
    assertThat(data.epochsEnded(9)).isOne();
  }

  @Test
  void anEpochEndsWithTheLastBatchAndNotWithTheFirstOfTheNext() {
    NodeData data = StreamNodeData.of(numbered(4), 2, 1, 1);
    numbers(data, 0);
    assertThat(data.epochsEnded(0)).isZero();
    numbers(data, 1);
    assertThat(data.epochsEnded(1)).isOne();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnWhereItEnded(boolean asked) {
    NodeData data = StreamNodeData.of(numbered(7), 3, 1, 1);
    numbers(data, 0);
    numbers(data, 1);
    if (asked) {
      numbers(data, 2);
    }
    NodeData other = StreamNodeData.of(numbered(7), 3, 1, 1);
    other.resume(data.positions(2), (node, round) -> {});
    assertThat(numbers(other, 2)).containsExactly(6, 0, 1);
    assertThat(other.epochsEnded(2)).isOne();
    assertThatThrownBy(() -> other.resume(data.positions(2), (node, round) -> {}))
        .hasMessageContaining("not read yet");
    assertThatThrownBy(() -> data.resume(List.of(1L), (node, round) -> {}))
        .hasMessageContaining("a position, the first number");
  }

  private static BrsgdTrainingMasterBuilder seven() {
    return BrsgdTrainingMaster.builder().nodes(7).byzantine(1).rule(new Krum(1)).seed(3);
  }

  /** Shifts every batch by what it draws from ND4J's generator. */
  private static final class Augmented extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    Augmented(List<DataSet> batches) {
      super(batches, 1);
    }

    @Override
    public DataSet next() {
      DataSet next = super.next();
      return new DataSet(
          next.getFeatures().add(Nd4j.rand(DataType.FLOAT, next.getFeatures().shape())),
          next.getLabels());
    }
  }

  private static List<DataSet> batches() {
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      batches.add(Examples.flat(4, i));
    }
    return batches;
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    List<List<Long>> bits = new ArrayList<>();
    for (int workers : new int[] {1, 2, 4}) {
      Model network = Networks.SGD.create();
      TrainingResult result =
          seven()
              .workers(workers)
              .streaming()
              .epochs(2)
              .build()
              .fit(network, new Augmented(batches()));
      bits.add(Bits.of(network.params()));
      // 24 batches for 7 nodes: the passes end in the 4th and the 7th round
      assertThat(result.history().rounds()).hasSize(7);
    }
    assertThat(bits).containsOnly(bits.get(0));
  }

  @Test
  void nodesMayTakeSeveralBatchesInARound() {
    NodeData data = StreamNodeData.of(numbered(20), 3, 2, 1);
    MultiDataSet first = data.batch(2, 4);
    assertThat(number(data, 0, 5)).isEqualTo(3);
    assertThat(first.getFeatures(0).getInt(0)).isEqualTo(2);
    assertThat(numbers(data, 6)).containsExactly(6, 7, 8);
    assertThat(numbers(data, 7)).containsExactly(9, 10, 11);
    NodeData other = StreamNodeData.of(numbered(20), 3, 2, 1);
    other.resume(data.positions(8), (node, number) -> {});
    assertThat(numbers(other, 9)).containsExactly(15, 16, 17);
  }

  @Test
  void localStepsOnAStreamAreThoseOfAnIteratorPerNode() {
    List<DataSet> batches = batches().subList(0, 21);
    List<List<DataSet>> own =
        Stream.generate(() -> (List<DataSet>) new ArrayList<DataSet>()).limit(7).toList();
    for (int i = 0; i < batches.size(); i++) {
      own.get(i % 7).add(batches.get(i));
    }
    Model apart = Networks.SGD.create();
    seven()
        .nodeUpdate(new LocalSteps(3, 0.1))
        .rounds(4)
        .build()
        .fit(
            apart,
            IteratorNodeData.of(
                own.stream().map(each -> new ListDataSetIterator<>(each, 1)).toList()));
    for (int workers : new int[] {1, 2, 4}) {
      Model stream = Networks.SGD.create();
      seven()
          .nodeUpdate(new LocalSteps(3, 0.1))
          .workers(workers)
          .streaming()
          .rounds(4)
          .build()
          .fit(stream, new ListDataSetIterator<>(batches, 1));
      assertThat(Bits.of(stream.params())).isEqualTo(Bits.of(apart.params()));
    }
  }

  @Test
  void severalPassesInARoundAreSeveralEpochs() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    int[] begun = {0};
    int[] ended = {0};
    network.addListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochStart(Model model) {
            begun[0]++;
          }

          @Override
          public void onEpochEnd(Model model) {
            ended[0]++;
          }
        });
    TrainingResult result =
        seven()
            .streaming()
            .epochs(5)
            .build()
            .fit(network, new ListDataSetIterator<>(batches().subList(0, 3), 1));
    // 7, 14 and 21 of batches that come in threes: the passes 1 and 2, 3 and 4, 5 to 7
    assertThat(result.history().rounds()).hasSize(3);
    assertThat(network.getEpochCount()).isEqualTo(7);
    assertThat(begun[0]).isEqualTo(7);
    assertThat(ended[0]).isEqualTo(7);
  }

  @Test
  void isTheRunOfAnIteratorPerNode() {
    List<DataSet> batches = batches().subList(0, 21);
    Model stream = Networks.SGD.create();
    seven().streaming().epochs(1).build().fit(stream, new ListDataSetIterator<>(batches, 1));
    Model apart = Networks.SGD.create();
    seven()
        .epochs(1)
        .build()
        .fit(
            apart,
            IteratorNodeData.of(
                IntStream.range(0, 7)
                    .mapToObj(
                        node ->
                            new ListDataSetIterator<>(
                                List.of(
                                    batches.get(node),
                                    batches.get(node + 7),
                                    batches.get(node + 14)),
                                1))
                    .toList()));
    assertThat(Bits.of(stream.params())).isEqualTo(Bits.of(apart.params()));
  }

  /** Makes batches some time before they are given, as readers that look ahead do. */
  private static final class Ahead extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private final int depth;
    private final transient Deque<DataSet> made = new ArrayDeque<>();

    Ahead(List<DataSet> batches, int depth) {
      super(batches, 1);
      this.depth = depth;
    }

    @Override
    public boolean hasNext() {
      return !made.isEmpty() || super.hasNext();
    }

    @Override
    public DataSet next() {
      while (made.size() <= depth && super.hasNext()) {
        made.add(super.next().copy());
      }
      return made.remove();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8})
  void batchesMadeAheadAreWhatTheyAre(int depth) {
    NodeData ahead = StreamNodeData.of(new Ahead(batches(), depth), 2, 1, 1);
    List<DataSet> batches = batches();
    for (int round = 0; round < 30; round++) {
      for (int node = 0; node < 2; node++) {
        assertThat(ahead.batch(node, round).getFeatures(0))
            .isEqualTo(batches.get((2 * round + node) % batches.size()).getFeatures());
      }
    }
  }

  /** What is left of a batch that was cut is kept from one run to the next. */
  @Test
  void whatAnIteratorKeepsOutlivesTheRun() {
    List<List<Long>> bits = new ArrayList<>();
    for (int repeat = 0; repeat < 2; repeat++) {
      IteratorDataSetIterator cut =
          new IteratorDataSetIterator(
              IntStream.range(0, 20).mapToObj(i -> Examples.flat(64, i)).iterator(), 16);
      Model network = Networks.SGD.create();
      for (int run = 0; run < 4; run++) {
        seven().streaming().rounds(2).build().fit(network, cut);
      }
      bits.add(Bits.of(network.params()));
    }
    assertThat(bits.get(1)).isEqualTo(bits.get(0));
  }

  @Test
  void theNetworkDoesNotKeepWhatIsFreed() {
    MultiLayerNetwork network = (MultiLayerNetwork) Networks.SGD.create();
    List<DataSet> batches = List.of(Examples.flat(4, 1), Examples.flat(3, 2));
    seven().streaming().rounds(3).build().fit(network, new ListDataSetIterator<>(batches, 1));
    assertThat(network.getInput().wasClosed()).isFalse();
    assertThat(network.feedForward()).isNotEmpty();
  }

  @Test
  void positionsAreThoseBeforeADrawThatFailed() {
    int[] asked = {0};
    NodeData data =
        StreamNodeData.of(
            new ListDataSetIterator<>(batches(), 1) {
              private static final long serialVersionUID = 1;

              @Override
              public DataSet next() {
                if (asked[0]++ == 7) {
                  throw new IllegalStateException("not now");
                }
                return super.next();
              }
            },
            3,
            1,
            1);
    data.batch(0, 0);
    data.batch(0, 1);
    assertThatThrownBy(() -> data.batch(0, 2)).hasMessage("not now");
    assertThat(data.positions(2)).containsExactly(6L, 0L);
  }

  @Test
  void severalArraysAreStreamedToo() {
    Model expected = Networks.SGD.create();
    DataSet batch = Examples.flat(4, 1);
    seven()
        .streaming()
        .rounds(3)
        .build()
        .fit(expected, new ListDataSetIterator<>(List.of(batch), 1));
    Model actual = Networks.SGD.create();
    seven()
        .streaming()
        .rounds(3)
        .build()
        .fit(actual, new SingletonMultiDataSetIterator(batch.toMultiDataSet()));
    assertThat(Bits.of(actual.params())).isEqualTo(Bits.of(expected.params()));
    assertThatThrownBy(
            () ->
                seven()
                    .rounds(3)
                    .build()
                    .fit(actual, new SingletonMultiDataSetIterator(batch.toMultiDataSet())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("streaming");
  }

  @Test
  void whatHasNoMeaningForAStreamIsRefused() {
    assertThatThrownBy(() -> seven().streaming().batchSize(4).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("batchSize");
    assertThatThrownBy(() -> seven().streaming().shuffle(false).build())
        .hasMessageContaining("shuffle");
    assertThatThrownBy(
            () ->
                seven()
                    .streaming()
                    .rounds(1)
                    .build()
                    .fit(
                        Networks.SGD.create(),
                        new ListDataSetIterator<>(new ArrayList<DataSet>(), 1)))
        .hasMessageContaining("no examples");
  }

  @Test
  void lengthIsSaidOnceAndByName() {
    DataSet examples = Examples.flat(90, 1);
    assertThatThrownBy(() -> seven().batchSize(4).build().fit(Networks.SGD.create(), examples))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rounds, epochs: set one of them, the length of a run has no default");
    assertThatThrownBy(() -> seven().rounds(3).epochs(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rounds, epochs: set one of them, got rounds=3 and epochs=1");
    assertThatThrownBy(() -> seven().epochs(0)).hasMessage("epochs: need >= 1, got 0");
    // 90 examples on 7 nodes: 13 for the first six, of which 4 are drawn in a round
    assertThat(
            seven()
                .batchSize(4)
                .epochs(2)
                .evaluateEvery(5, new ListDataSetIterator<>(List.of(examples), 1))
                .build()
                .fit(Networks.SGD.create(), examples)
                .history()
                .rounds())
        .hasSize(7)
        .satisfies(rounds -> assertThat(rounds.get(4).accuracy()).isPresent())
        .satisfies(rounds -> assertThat(rounds.get(5).accuracy()).isEmpty())
        .satisfies(rounds -> assertThat(rounds.get(6).accuracy()).isPresent());
  }

  @Test
  void aRuleMayBeAFunctionOfQ() {
    assertThat(seven().ruleFor(Krum::new).byzantine(2).build().rule()).isEqualTo(new Krum(2));
    assertThatThrownBy(() -> seven().ruleFor(Krum::new).byzantine(3).build())
        .hasMessageContaining("Krum: need m >= 2q+3, got m=7, q=3");
    assertThatThrownBy(() -> seven().ruleFor(q -> null).build())
        .isInstanceOf(NullPointerException.class)
        .hasMessage("rule");
  }

  @Test
  void whatAStreamDrawsDoesNotDependOnWhoAsksFirst() {
    List<List<Long>> bits = new ArrayList<>();
    for (int first : new int[] {0, 6}) {
      NodeData data = StreamNodeData.of(new Augmented(batches()), 7, 1, 1);
      Nd4j.getRandom().setSeed(first);
      assertThat(data.batch(first, 0)).isNotNull();
      bits.add(Bits.of(data.batch(3, 0).getFeatures(0)));
    }
    assertThat(bits.get(1)).isEqualTo(bits.get(0));
  }
}
