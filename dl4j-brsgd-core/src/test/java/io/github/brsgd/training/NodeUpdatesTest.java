package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeRound;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.NodeWorkers;
import io.github.brsgd.training.node.ShardNodeData;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerRound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

/** What nodes send in place of a gradient, against formulas computed by hand. */
class NodeUpdatesTest {

  private static final int NODES = 4;
  private static final int BATCH = 5;

  private static NodeData data() {
    int[][] shards =
        IntStream.range(0, NODES)
            .mapToObj(node -> IntStream.range(15 * node, 15 * node + 15).toArray())
            .toArray(int[][]::new);
    return new ShardNodeData(Examples.flat(60, 1), shards, BATCH, 7);
  }

  /** The rows of all nodes in some rounds, while w stays where it is. */
  private static List<INDArray> rows(Model model, NodeUpdate update, int rounds, int threads) {
    TrainableNetwork network = TrainableNetwork.of(model);
    List<INDArray> all = new ArrayList<>();
    try (NodeWorkers workers = new NodeWorkers(network, data(), update, threads, 7)) {
      workers.prepare(0);
      for (int k = 0; k < rounds; k++) {
        network.setCounts(k, 0);
        INDArray rows = Nd4j.create(network.parameters().dataType(), NODES, model.numParams());
        workers.rows(IntStream.range(0, NODES).boxed().toList(), node -> rows.getRow(node, true));
        all.add(rows);
      }
    }
    network.setCounts(0, 0);
    return all;
  }

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(1)
        .attackers(1)
        .attack(new SignFlipping())
        .rule(new CoordinateWiseMedian())
        .batchSize(BATCH)
        .seed(3)
        .rounds(6);
  }

  private static String trained(Networks kind, NodeUpdate update, int threads) {
    Model model = kind.create();
    TrainingResult result =
        builder().nodeUpdate(update).workers(threads).build().fit(model, Examples.flat(105, 1));
    return Bits.of(model.params()) + result.history().toCsv();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SGD",
        "ADAM",
        "DROPOUT",
        "CONVOLUTION_BATCH_NORM",
        "CENTER_LOSS",
        "FROZEN",
        "DOUBLES"
      })
  void momentumIsTheRunningMeanOfEachNodesRows(Networks kind) {
    Model model = kind.create();
    List<INDArray> gradients = rows(model, new Gradient(), 5, 1);
    List<INDArray> sent = rows(model, new WorkerMomentum(0.75), 5, 2);
    var slots = TrainableNetwork.of(model).slots();
    var statistics = slots.statisticsColumns();
    for (int node = 0; node < NODES; node++) {
      double[] v = new double[(int) model.numParams()];
      for (int k = 0; k < 5; k++) {
        for (int c = 0; c < v.length; c++) {
          double x = gradients.get(k).getDouble(node, c);
          v[c] = 0.75 * v[c] + 0.25 * x;
          assertThat(sent.get(k).getDouble(node, c))
              .isCloseTo(statistics.get(c) ? x : v[c], within(1e-6 * (1 + Math.abs(x))));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"SGD", "CONVOLUTION_BATCH_NORM", "CENTER_LOSS", "GRAPH_BATCH_NORM", "DOUBLES"})
  void localStepsSendTheMeanGradientOnTheirWay(Networks kind) {
    Model model = kind.create();
    List<Long> before = Bits.of(model.params());
    List<INDArray> sent = rows(model, new LocalSteps(3, 0.3), 2, 2);
    assertThat(Bits.of(model.params())).isEqualTo(before);
    TrainableNetwork network = TrainableNetwork.of(model);
    var slots = network.slots();
    var statistics = slots.statisticsColumns();
    INDArray start = network.parameters().dup();
    NodeData data = data();
    INDArray gradient = Nd4j.create(start.dataType(), 1, start.length());
    for (int k = 0; k < 2; k++) {
      for (int node = 0; node < NODES; node++) {
        INDArray w = start.dup();
        for (int t = 0; t < 3; t++) {
          network.parameters().assign(w);
          network.gradient(data.batch(node, 3 * k + t), slots, gradient);
          for (int c = 0; c < w.length(); c++) {
            double step = statistics.get(c) ? 1 : 0.3;
            w.putScalar(0, c, w.getDouble(0, c) - step * gradient.getDouble(0, c));
          }
        }
        for (int c = 0; c < w.length(); c++) {
          double way = start.getDouble(0, c) - w.getDouble(0, c);
          assertThat(sent.get(k).getDouble(node, c))
              .isCloseTo(statistics.get(c) ? way : way / 3 / 0.3, within(2e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "ADAM", "DROPOUT", "CONVOLUTION_BATCH_NORM", "GRAPH", "DOUBLES"})
  void oneLocalStepAndNoMomentumAreTheGradient(Networks kind) {
    String plain = trained(kind, new Gradient(), 2);
    assertThat(trained(kind, new LocalSteps(1, 0.1), 2)).isEqualTo(plain);
    assertThat(trained(kind, new WorkerMomentum(0), 2)).isEqualTo(plain);
    assertThat(trained(kind, new WorkerMomentum(0.5), 2)).isNotEqualTo(plain);
    assertThat(trained(kind, new LocalSteps(2, 0.1), 2)).isNotEqualTo(plain);
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "DROPOUT", "CONVOLUTION_BATCH_NORM", "GRAPH_BATCH_NORM"})
  void threadsMakeNoDifference(Networks kind) {
    NodeUpdate both = new WorkerMomentum(0.8, new LocalSteps(3, 0.1));
    assertThat(trained(kind, both, 3)).isEqualTo(trained(kind, both, 1));
  }

  @Test
  void aServersStepOfAllLocalStepsLandsAtTheMeanOfTheNodes() {
    Model model = Networks.SGD.create();
    List<INDArray> one = rows(model, new LocalSteps(4, 0.05), 1, 1);
    INDArray expected = model.params().dup().subi(one.get(0).mean(0).mul(0.2));
    int[][] shards =
        IntStream.range(0, NODES)
            .mapToObj(node -> IntStream.range(15 * node, 15 * node + 15).toArray())
            .toArray(int[][]::new);
    BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(0)
        .rule(new Mean())
        .nodeUpdate(new LocalSteps(4, 0.05))
        .schedule(new FixedSchedule(0.2))
        .seed(7)
        .rounds(1)
        .build()
        .fit(model, new ShardNodeData(Examples.flat(60, 1), shards, BATCH, 7));
    assertThat(model.params().distance2(expected)).isLessThan(1e-6);
  }

  /** Sends NaN from node 2 in round 1. */
  private record NanOnce() implements NodeUpdate {
    @Override
    public double write(NodeRound round, INDArray row) {
      double loss = round.gradient(row);
      if (round.node() == 2 && round.round() == 1) {
        row.putScalar(0, 3, Double.NaN);
      }
      return loss;
    }
  }

  @Test
  void aRowThatIsNotFiniteIsSentButNotRemembered() {
    Model model = Networks.SGD.create();
    List<INDArray> gradients = rows(model, new Gradient(), 3, 1);
    List<INDArray> sent = rows(model, new WorkerMomentum(0.5, new NanOnce()), 3, 1);
    assertThat(sent.get(1).getRow(2).getDouble(3)).isNaN();
    assertThat(sent.get(1).getRow(2).getDouble(4))
        .isEqualTo(gradients.get(1).getRow(2).getDouble(4));
    INDArray expected =
        gradients.get(0).getRow(2).mul(0.25).addi(gradients.get(2).getRow(2).mul(0.5));
    assertThat(sent.get(2).getRow(2).distance2(expected)).isLessThan(1e-6);
  }

  @Test
  void eachNodeReadsSoManyBatchesInARound() {
    List<ListDataSetIterator<DataSet>> iterators =
        IntStream.range(0, 7)
            .mapToObj(
                node -> new ListDataSetIterator<>(Examples.batches(Networks.SGD, 4, 3, false), 1))
            .toList();
    Model model = Networks.SGD.create();
    BrsgdTrainingMaster master =
        BrsgdTrainingMaster.builder()
            .nodes(7)
            .byzantine(1)
            .rule(new CoordinateWiseMedian())
            .nodeUpdate(new LocalSteps(2, 0.1))
            .seed(3)
            .epochs(3)
            .build();
    TrainingResult result = master.fit(model, IteratorNodeData.of(iterators));
    assertThat(result.history().rounds()).hasSize(6);
    Model shards = Networks.SGD.create();
    result =
        builder().nodeUpdate(new LocalSteps(3, 0.1)).build().fit(shards, Examples.flat(105, 1));
    // 15 examples a node are a round's three batches of five.
    assertThat(result.history().rounds()).hasSize(6);
    assertThat(TrainableNetwork.of(shards).epoch()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "worker-momentum:beta=0.9|WorkerMomentum[beta=0.9, before=Gradient[]]",
        "local-steps:tau=5,step=0.05|LocalSteps[tau=5, step=0.05]",
        "local-steps:tau=5,step=0.05+worker-momentum:beta=0.9|"
            + "WorkerMomentum[beta=0.9, before=LocalSteps[tau=5, step=0.05]]"
      })
  void updatesAreWrittenAsText(String text, String meaning) {
    NodeUpdate update = Catalog.standard().nodeUpdate(text);
    assertThat(update).hasToString(meaning);
    BrsgdTrainingMaster master = builder().nodeUpdate(update).build();
    assertThat(master.toJson()).contains("\"nodeUpdate\" : \"" + text + "\"");
    assertThat(BrsgdTrainingMaster.fromJson(master.toJson()).settings().update()).isEqualTo(update);
    assertThat(builder().nodeUpdate(new Gradient()).build().toJson()).doesNotContain("nodeUpdate");
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    var catalog = Catalog.standard();
    assertThatThrownBy(
            () -> catalog.nodeUpdate("worker-momentum:beta=0.9+local-steps:tau=5,step=1"))
        .hasMessageContaining("computes a row itself and has to come first");
    assertThatThrownBy(
            () -> catalog.nodeUpdate("worker-momentum:beta=0.9+worker-momentum:beta=0.5"))
        .hasMessageContaining("WorkerMomentum: need one momentum");
    assertThatThrownBy(() -> catalog.nodeUpdate("worker-momentum"))
        .hasMessageContaining("beta is required");
    for (double beta : new double[] {-0.1, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new WorkerMomentum(beta))
          .hasMessage("WorkerMomentum: need 0 <= beta < 1, got beta=" + beta);
    }
    assertThatThrownBy(() -> new LocalSteps(0, 0.1)).hasMessageContaining("need tau >= 1");
    for (double step : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new LocalSteps(2, step)).hasMessageContaining("step=" + step);
    }
    assertThatThrownBy(() -> builder().nodeUpdate(null)).hasMessage("nodeUpdate");
  }

  @Test
  void theEstimateCountsWhatNodesRemember() {
    Model model = Networks.SGD.create();
    MemoryEstimate plain = builder().workers(2).build().memoryEstimate(model);
    MemoryEstimate both =
        builder()
            .workers(2)
            .nodeUpdate(new WorkerMomentum(0.9, new LocalSteps(2, 0.1)))
            .build()
            .memoryEstimate(model);
    assertThat(both.totalBytes() - plain.totalBytes()).isEqualTo(4 * model.numParams() * (7 + 4));
    assertThat(both).asString().contains("what nodes remember");
  }

  /** Batches that say whose they are. */
  private record Numbered(int nodes) implements NodeData {
    @Override
    public MultiDataSet batch(int node, int number) {
      DataSet batch = Examples.flat(4, 1);
      batch.getFeatures().putScalar(0, 0, 100f * number + node);
      return batch.toMultiDataSet();
    }

    @Override
    public int epochsEnded(int number) {
      return 0;
    }
  }

  /** Marks what it poisons. */
  private record Marking(Set<Integer> poisoned) implements DataPoisoning {
    private static final long serialVersionUID = 1;

    @Override
    public DataSet poison(DataSet batch, SplittableRandom random) {
      poisoned.add(batch.getFeatures().getInt(0, 0));
      return batch;
    }

    @Override
    public DataSet trial(DataSet test) {
      return test;
    }
  }

  @Test
  void theAttackersOfARoundPoisonAllTheirBatchesInIt() {
    Marking marking = new Marking(ConcurrentHashMap.newKeySet());
    Set<Integer> expected = new HashSet<>();
    Set<List<Integer>> attackers = new HashSet<>();
    BrsgdTrainingMaster.builder()
        .nodes(7)
        .poisoning(marking)
        .attackers(2)
        .attackerSelection(new ChangingAttackers(5))
        .byzantine(2)
        .rule(new CoordinateWiseMedian())
        .seed(3)
        .rounds(6)
        .nodeUpdate(new LocalSteps(3, 0.1))
        .observers(
            new SimulationObserver() {
              @Override
              public void round(ServerRound round, RoundOutcome outcome, Roles roles) {
                attackers.add(roles.byzantine());
                for (int node : roles.byzantine()) {
                  IntStream.range(0, 3)
                      .forEach(t -> expected.add(100 * (3 * round.round() + t) + node));
                }
              }
            })
        .build()
        .fit(Networks.SGD.create(), new Numbered(7));
    assertThat(attackers).hasSizeGreaterThan(1);
    assertThat(marking.poisoned()).isEqualTo(expected).hasSize(6 * 2 * 3);
  }
}
