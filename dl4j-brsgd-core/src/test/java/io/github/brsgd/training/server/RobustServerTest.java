package io.github.brsgd.training.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.TrainableNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class RobustServerTest {

  /** 2-1-norm-1 parameters: 3 of the dense layer, gamma, beta, mean, variance, 2 of the output. */
  private static TrainableNetwork network(boolean norm) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(1).build());
    if (norm) {
      layers.layer(new BatchNormalization.Builder().nIn(1).nOut(1).build());
    }
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            layers
                .layer(
                    new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(1)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    TrainableNetwork trainable = TrainableNetwork.of(network);
    trainable.prepare(new DataSet(Nd4j.zeros(1, 2), Nd4j.zeros(1, 1)).toMultiDataSet());
    return trainable;
  }

  private static RobustServer server(Aggregator rule, int m, int q, boolean norm) {
    ServerSettings settings =
        new ServerSettings(
            m, m, q, rule, new CoordinateWiseMedian(), FailedRound.THROW, Optional.empty(), 1);
    return new RobustServer(settings, network(norm), List.of());
  }

  /** The round of these rows, one per node from 0 on, which must end in a step. */
  private static RoundAggregate round(RobustServer server, INDArray rows) {
    List<Integer> nodes = IntStream.range(0, rows.rows()).boxed().toList();
    RoundOutcome outcome = server.round(new RoundRows(Rows.of(rows), nodes, 1));
    return ((RoundOutcome.Stepped) outcome).aggregate();
  }

  /** Remembers what it was given. */
  private static final class Recorder implements Aggregator {
    private static final long serialVersionUID = 1;
    private final transient List<INDArray> rows = new ArrayList<>();
    private final transient List<AggregationContext> contexts = new ArrayList<>();

    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      rows.add(updates.dup());
      contexts.add(
          new AggregationContext(
              context.round(),
              context.previous().map(INDArray::dup),
              context.seed(),
              context.nodes(),
              context.trusted()));
      return new Aggregation(
          updates.mean(0).reshape(1, updates.size(1)), new double[(int) updates.size(0)]);
    }

    @Override
    public OptionalInt byzantine() {
      return OptionalInt.empty();
    }

    @Override
    public Aggregator tolerating(int q) {
      return this;
    }
  }

  private static INDArray rows() {
    return Nd4j.createFromArray(
        new double[][] {
          {1, 1, 1, 1, 1, 10, 100, 1, 1},
          {2, 2, 2, 2, 2, 20, 200, 2, 2},
          {3, 3, 3, 3, 3, -1e9, 1e9, 3, 3},
        });
  }

  @Test
  void statisticsNeverReachTheRuleAndAreCombinedByTheMedian() {
    Recorder rule = new Recorder();
    RobustServer server = server(rule, 3, 1, true);
    INDArray sent = rows();
    INDArray first = round(server, sent).step().dup();
    assertThat(sent).isEqualTo(rows());
    assertThat(first)
        .isEqualTo(Nd4j.createFromArray(new double[][] {{2, 2, 2, 2, 2, 10, 200, 2, 2}}));
    assertThat(rule.rows.get(0))
        .isEqualTo(
            Nd4j.createFromArray(
                new double[][] {
                  {1, 1, 1, 1, 1, 0, 0, 1, 1},
                  {2, 2, 2, 2, 2, 0, 0, 2, 2},
                  {3, 3, 3, 3, 3, 0, 0, 3, 3},
                }));

    round(server, rows());
    assertThat(rule.contexts.get(0).previous()).isEmpty();
    assertThat(rule.contexts.get(1).previous().orElseThrow())
        .isEqualTo(Nd4j.createFromArray(new double[][] {{2, 2, 2, 2, 2, 0, 0, 2, 2}}));
    assertThat(rule.contexts.get(1).round()).isEqualTo(1);
  }

  @Test
  void anyRuleGetsTheRowsThatAreLeftWithTheirNodes() {
    Recorder rule = new Recorder();
    RobustServer server = server(rule, 3, 1, false);
    INDArray rows =
        Nd4j.createFromArray(
            new double[][] {{1, 1, 1, 1, 1}, {1, Double.NaN, 1, 1, 1}, {5, 5, 5, 5, 5}});
    RoundAggregate aggregate = round(server, rows);
    assertThat(aggregate.gradient().getDouble(0)).isEqualTo(3);
    assertThat(aggregate.nodeWeights()).hasSize(3);
    assertThat(rule.rows.get(0).size(0)).isEqualTo(2);
    assertThat(rule.contexts.get(0).nodes().rowOf(2, 2)).hasValue(1);
    assertThat(rule.contexts.get(0).nodes().rowOf(1, 2)).isEmpty();
  }

  @Test
  void screenedNodesCountAgainstQ() {
    // With q = 2 Krum needs 7 rows; one set aside leaves 6, enough for the q = 1 that is left.
    RobustServer server = server(new Krum(2), 7, 2, false);
    INDArray rows = Nd4j.zeros(DataType.DOUBLE, 7, 5);
    for (int i = 0; i < 7; i++) {
      rows.getRow(i).assign(i < 2 ? Double.POSITIVE_INFINITY : i);
    }
    rows.getRow(1).assign(1);
    RoundAggregate aggregate = round(server, rows);
    assertThat(aggregate.nodeWeights()).containsExactly(0, 0, 1, 0, 0, 0, 0);
  }

  @Test
  void tellsHowMuchOfEachNodesRowWasUsed() {
    RobustServer server = server(new TrimmedMean(2), 7, 2, false);
    INDArray rows = Nd4j.zeros(DataType.DOUBLE, 6, 5);
    for (int i = 0; i < 6; i++) {
      rows.getRow(i).assign(i == 1 ? Double.NaN : i);
    }
    // Node 3 is absent, node 1 set aside: of nodes 0, 2, 4, 5, 6 the extremes 0 and 6 are cut.
    RoundRows answers = new RoundRows(Rows.of(rows), List.of(0, 1, 2, 4, 5, 6), 1);
    RoundAggregate aggregate = ((RoundOutcome.Stepped) server.round(answers)).aggregate();
    assertThat(aggregate.nodeWeights()).isEmpty();
    assertThat(aggregate.use().get()).containsExactly(0, 0, 1, 0, 1, 1, 0);
    RobustServer krum = server(new Krum(1), 6, 1, false);
    RoundAggregate chosen =
        round(krum, Nd4j.eye(6).castTo(DataType.DOUBLE).get(all(), interval(0, 5)));
    assertThat(chosen.use().get()).isEqualTo(chosen.nodeWeights());
    RoundAggregate unknown =
        round(
            server((u, c) -> new Aggregation(u.mean(true, 0)), 3, 1, false),
            Nd4j.ones(DataType.DOUBLE, 3, 5));
    assertThat(unknown.use().get()).isEmpty();
  }

  @Test
  void statisticsAreCombinedWithoutMemoryOfTheGradients() {
    Recorder statistics = new Recorder();
    ServerSettings settings =
        new ServerSettings(
            3,
            3,
            1,
            new CoordinateWiseMedian(),
            statistics,
            FailedRound.THROW,
            Optional.empty(),
            1);
    RobustServer server = new RobustServer(settings, network(true), List.of());
    statistics.contexts.clear(); // build has tried the rule
    round(server, rows());
    round(server, rows());
    assertThat(statistics.contexts).hasSize(2).allMatch(context -> context.previous().isEmpty());
  }

  @Test
  void aRoundOfExcludedNodesAloneIsAFailedRound() {
    List<Conviction> told =
        List.of(new Conviction(3, 0, 1, "seen"), new Conviction(4, 0, 1, "seen"));
    for (FailedRound policy : FailedRound.values()) {
      TrainableNetwork network = network(false);
      RobustServer server =
          new RobustServer(
              new ServerSettings(
                  5,
                  5,
                  2,
                  new CoordinateWiseMedian(),
                  new CoordinateWiseMedian(),
                  policy,
                  Optional.empty(),
                  1),
              network,
              List.of(),
              Optional.of(() -> told));
      INDArray rows = Nd4j.rand(DataType.DOUBLE, 5, network.slots().length());
      server.round(new RoundRows(Rows.of(rows), List.of(0, 1, 2, 3, 4), 1));
      RoundOutcome outcome =
          server.round(new RoundRows(Rows.of(rows).select(3, 4), List.of(3, 4), 1));
      assertThat(outcome)
          .isInstanceOf(
              policy == FailedRound.SKIP ? RoundOutcome.Skipped.class : RoundOutcome.Failed.class);
    }
  }
}
