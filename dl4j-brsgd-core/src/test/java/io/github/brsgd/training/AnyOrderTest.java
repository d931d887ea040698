package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.node.ShardNodeData;
import io.github.brsgd.training.server.RobustServer;
import io.github.brsgd.training.server.RoundRequest;
import io.github.brsgd.training.server.RoundRows;
import io.github.brsgd.training.server.ServerSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The loop needs no more of the nodes than that some answer: in any order, twice, or not at all.
 */
class AnyOrderTest {

  private static final int ROUNDS = 10;

  /** Passes on some nodes' rows of a simulation in another way. */
  private abstract static class Relay implements Nodes {
    private final SimulatedNodes simulated;

    Relay(SimulatedNodes simulated) {
      this.simulated = simulated;
    }

    /** Every fourth round all nodes answer, else one to three are absent, others every time. */
    static List<Integer> present(int round, int nodes) {
      List<Integer> ids = new ArrayList<>(IntStream.range(0, nodes).boxed().toList());
      Collections.shuffle(ids, new Random(round));
      return new ArrayList<>(ids.subList(round % 4, nodes));
    }

    @Override
    public RoundRows answers(RoundRequest request) {
      RoundRows all = simulated.answers(request);
      return relayed(all, request.round());
    }

    abstract RoundRows relayed(RoundRows all, int round);

    @Override
    public void prepare(RoundRequest next) {
      simulated.prepare(next);
    }

    @Override
    public void close() {
      simulated.close();
    }

    @Override
    public int epochsEnded(int round) {
      return simulated.epochsEnded(round);
    }

    @Override
    public NodeState state() {
      return simulated.state();
    }

    @Override
    public void resume(NodeState state) {
      simulated.resume(state);
    }
  }

  /** One row per node that is there, ids ascending. */
  private static final class Orderly extends Relay {
    Orderly(SimulatedNodes simulated) {
      super(simulated);
    }

    @Override
    RoundRows relayed(RoundRows all, int round) {
      List<Integer> ids = present(round, all.nodes().size());
      Collections.sort(ids);
      int[] rows = ids.stream().mapToInt(Integer::intValue).toArray();
      return new RoundRows(all.rows().select(rows), ids, all.loss());
    }
  }

  /** Shuffled, copied into another matrix, and half of the nodes answer again with nonsense. */
  private static final class Unruly extends Relay {
    Unruly(SimulatedNodes simulated) {
      super(simulated);
    }

    @Override
    RoundRows relayed(RoundRows all, int round) {
      List<Integer> ids = present(round, all.nodes().size());
      int once = ids.size();
      ids.addAll(ids.subList(0, once / 2));
      INDArray rows = Nd4j.create(all.rows().type(), ids.size(), all.rows().length());
      for (int i = 0; i < ids.size(); i++) {
        INDArray row = all.rows().copy(ids.get(i));
        rows.putRow(i, i < once ? row : row.mul(-3));
      }
      return new RoundRows(Rows.of(rows), ids, all.loss());
    }
  }

  private record Bytes(List<Long> parameters, String history) {}

  private static Bytes run(GoldenRun golden, Function<SimulatedNodes, Nodes> through) {
    Model model = golden.network();
    RunSettings settings = golden.builder().build().settings();
    TrainableNetwork network = TrainableNetwork.of(model);
    settings.schedule().ifPresent(network::useSgd);
    int[][] shards = settings.data().partitioner().partition(new int[150], 11, settings.seed());
    ShardNodeData data = new ShardNodeData(golden.examples(), shards, 5, settings.seed());
    try (NodeWorkers workers =
        new NodeWorkers(network, data, settings.update(), 2, settings.seed())) {
      workers.prepare(0);
      SimulatedNodes nodes = new SimulatedNodes(settings, network, workers);
      RunClock clock = new RunClock(RunLength.rounds(ROUNDS));
      HistoryRecorder history =
          new HistoryRecorder(
              new PeriodicEvaluation(settings, workers, clock), List.of(), nodes::honestMean);
      RobustServer server =
          new RobustServer(
              settings.server(), network, List.of(new InformedObserver(history, settings::roles)));
      TrainingResult result =
          new TrainingRun(
                  server,
                  through.apply(nodes),
                  Optional.empty(),
                  history,
                  clock,
                  () -> false,
                  (rounds, last) -> {})
              .run();
      return new Bytes(Bits.of(model.params()), result.history().toCsv());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "CHAIN_ALIE_ADAM",
        "CENTERED_CLIPPING_MIMIC_DROPOUT",
        "MEDIAN_CHANGING_GAUSSIAN_BATCH_NORM",
        "MULTI_KRUM_STALE_GRAPH",
        "GEOMETRIC_MEDIAN_IPM_DOUBLES",
        "FILTER_ONE_NAN_CLIPPED"
      })
  void whoAnswersHowMakesNoDifference(GoldenRun golden) {
    Bytes orderly = run(golden, Orderly::new);
    assertThat(run(golden, Unruly::new)).isEqualTo(orderly);
    assertThat(orderly).isNotEqualTo(run(golden, nodes -> nodes));
  }

  @Test
  void answersAreBroughtIntoTheOrderOfTheirNodes() {
    INDArray rows = Matrices.array(new double[][] {{5}, {3}, {-5}, {Double.NaN}}, DataType.FLOAT);
    RoundRows round = new RoundRows(Rows.of(rows), List.of(7, 2, 7, 4), 1);
    assertThat(round.nodes()).containsExactly(2, 4, 7);
    assertThat(round.nonFinite()).containsExactly(4);
    assertThat(round.rows().copy(2).getDouble(0)).isEqualTo(5);
    assertThatThrownBy(() -> new RoundRows(Rows.of(rows), List.of(1, 2), 1))
        .hasMessage("nodes: need the id of each row, got 2 ids for m=4");
  }

  @Test
  void rowsOfUnknownNodesAndOfOtherShapesAreRefused() {
    ServerSettings settings =
        BrsgdTrainingMaster.builder()
            .nodes(3)
            .byzantine(1)
            .rule(new CoordinateWiseMedian())
            .seed(1)
            .build()
            .settings()
            .server();
    RobustServer server =
        new RobustServer(settings, TrainableNetwork.of(Networks.SGD.create()), List.of());
    Rows rows = Rows.of(Nd4j.ones(DataType.FLOAT, 2, 323));
    assertThatThrownBy(() -> server.round(new RoundRows(rows, List.of(0, 3), 1)))
        .hasMessage("nodes: need ids in 0..2, got a row of node 3");
    Rows shorter = Rows.of(Nd4j.ones(DataType.FLOAT, 2, 322));
    assertThatThrownBy(() -> server.round(new RoundRows(shorter, List.of(0, 1), 1)))
        .hasMessage(
            "updates: need rows of length d=323 and type FLOAT, got length 322 and type FLOAT");
    Rows doubles = Rows.of(Nd4j.ones(DataType.DOUBLE, 2, 323));
    assertThatThrownBy(() -> server.round(new RoundRows(doubles, List.of(0, 1), 1)))
        .hasMessageContaining("got length 323 and type DOUBLE");
  }
}
