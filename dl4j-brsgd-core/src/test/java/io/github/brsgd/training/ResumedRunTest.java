package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.linalg.Bits;
import io.github.brsgd.state.Notes;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeData;
import io.github.brsgd.training.node.NodeRound;
import io.github.brsgd.training.node.NodeState;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.ShardNodeData;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.ServerState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A run whose states are written and read into a fresh master goes on bit for bit. */
class ResumedRunTest {

  private static final int ROUNDS = 17;
  private static final int FIRST = 7;

  /** Node i adds half of what it sent in the round before: something a node has to remember. */
  private record Remembering() implements NodeUpdate {
    @Override
    public double write(NodeRound round, INDArray row) {
      double loss = round.gradient(row);
      Optional<INDArray> last = round.notes().get("last");
      last.ifPresent(sent -> row.addi(sent.mul(0.5)));
      round.notes().put("last", row.dup());
      return loss;
    }
  }

  /** What nodes send: other memories in turn. */
  private static NodeUpdate remembering(GoldenRun golden) {
    return switch (golden.ordinal() % 4) {
      case 0 -> new Remembering();
      case 1 -> new WorkerMomentum(0.8, new LocalSteps(2, 0.1));
      case 2 -> new WorkerMomentum(0.9);
      default -> new Gradient();
    };
  }

  /** Settings of a golden run. */
  private static RunSettings settings(GoldenRun golden, int workers, NodeUpdate update) {
    RunSettings s =
        golden
            .builder()
            .workers(workers)
            .attackers(golden == GoldenRun.MONNA_SKIPPED_SAMPLED ? 3 : 2)
            .build()
            .settings();
    return new RunSettings(
        s.server(),
        s.adversary(),
        update,
        s.participation(),
        s.length(),
        s.schedule(),
        s.data(),
        s.trusted(),
        s.workers(),
        s.fastLayers(),
        s.evaluation(),
        s.recovery(),
        s.watchers());
  }

  private static NodeData shards(GoldenRun golden, RunSettings settings) {
    int[][] shards = settings.data().partitioner().partition(new int[150], 11, settings.seed());
    return new ShardNodeData(golden.examples(), shards, 5, settings.seed());
  }

  /** Iterators of different lengths, read in order. */
  private static NodeData iterators(GoldenRun golden) {
    DataSet all = golden.examples();
    return IteratorNodeData.of(
        IntStream.range(0, 11)
            .mapToObj(
                node -> {
                  List<DataSet> batches = new ArrayList<>();
                  for (int b = 0; b < 2 + node % 3; b++) {
                    batches.add((DataSet) all.getRange(10 * node + 3 * b, 10 * node + 3 * b + 3));
                  }
                  return new ListDataSetIterator<>(batches, 3);
                })
            .toList());
  }

  /** A network and what became of it. */
  private static final class Trained {
    private final Model model;
    private final TrainableNetwork network;
    private final StringBuilder history = new StringBuilder();
    private Optional<?> sampled = Optional.empty();
    private byte[] server;
    private byte[] nodes;
    private SimulationState simulation;

    Trained(GoldenRun golden) {
      model = golden.network();
      network = TrainableNetwork.of(model);
    }

    Trained run(RunSettings settings, NodeData data, int rounds, Optional<Trained> from)
        throws IOException {
      settings.schedule().ifPresent(network::useSgd);
      try (Simulation run =
          new Simulation(
              settings,
              network,
              Simulation.threads(settings, network, data),
              RunLength.rounds(rounds))) {
        RunTerms terms = RunTerms.of(settings, model, "examples");
        if (from.isPresent()) {
          run.resume(
              new RunState(
                  terms,
                  0,
                  0,
                  ServerState.read(new ByteArrayInputStream(from.get().server)),
                  NodeState.read(new ByteArrayInputStream(from.get().nodes)),
                  Optional.empty(),
                  from.get().simulation,
                  List.of()));
        }
        TrainingResult result = run.run();
        history.append(result.history().toCsv().lines().skip(1).toList());
        sampled = result.sampled().map(s -> s.round() + " " + Bits.of(s.parameters()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RunState state = run.state(terms);
        simulation = state.simulation();
        state.server().write(bytes);
        server = bytes.toByteArray();
        bytes.reset();
        state.nodes().write(bytes);
        nodes = bytes.toByteArray();
      }
      return this;
    }
  }

  private static void compare(Trained straight, Trained first, Trained second) {
    String joined = first.history + "" + second.history;
    assertThat(joined.replace("][", ", ")).isEqualTo(straight.history.toString());
    assertThat(Bits.of(second.model.params())).isEqualTo(Bits.of(straight.model.params()));
    assertThat(second.server).isEqualTo(straight.server);
    assertThat(second.nodes).isEqualTo(straight.nodes);
    assertThat(second.sampled).isEqualTo(straight.sampled);
  }

  @ParameterizedTest
  @EnumSource
  void statesGoOnBitForBit(GoldenRun golden) throws IOException {
    RunSettings one = settings(golden, 1, remembering(golden));
    RunSettings two = settings(golden, 2, remembering(golden));
    Trained straight = new Trained(golden).run(one, shards(golden, one), ROUNDS, Optional.empty());
    Trained first = new Trained(golden).run(two, shards(golden, two), FIRST, Optional.empty());
    Trained second =
        new Trained(golden).run(one, shards(golden, one), ROUNDS - FIRST, Optional.of(first));
    compare(straight, first, second);
  }

  @ParameterizedTest
  @CsvSource({"MEDIAN_CHANGING_GAUSSIAN_BATCH_NORM", "CENTERED_CLIPPING_MIMIC_DROPOUT"})
  void iteratorsGoOnWhereTheyWereRead(GoldenRun golden) throws IOException {
    RunSettings s = settings(golden, 2, remembering(golden));
    Trained straight = new Trained(golden).run(s, iterators(golden), ROUNDS, Optional.empty());
    Trained first = new Trained(golden).run(s, iterators(golden), FIRST, Optional.empty());
    Trained second =
        new Trained(golden).run(s, iterators(golden), ROUNDS - FIRST, Optional.of(first));
    compare(straight, first, second);
  }

  @Test
  void statesOfOtherRunsAreRefused() throws IOException {
    GoldenRun golden = GoldenRun.CHAIN_ALIE_ADAM;
    RunSettings s = settings(golden, 1, new Gradient());
    Trained adam = new Trained(golden).run(s, shards(golden, s), 2, Optional.empty());
    GoldenRun sgd = GoldenRun.KRUM_SIGN_FLIP;
    assertThatThrownBy(() -> new Trained(sgd).run(s, shards(golden, s), 2, Optional.of(adam)))
        .hasMessage("state: need an updater's state of 0 values, got 646");
    GoldenRun batchNorm = GoldenRun.MEDIAN_CHANGING_GAUSSIAN_BATCH_NORM;
    assertThatThrownBy(() -> new Trained(batchNorm).run(s, shards(golden, s), 2, Optional.of(adam)))
        .hasMessageContaining("state: need parameters of d=");
    GoldenRun sampled = GoldenRun.TRIMMED_MEAN_LABEL_FLIP_SAMPLED;
    RunSettings drawing = settings(sampled, 1, new Gradient());
    Trained drawn =
        new Trained(sampled).run(drawing, shards(sampled, drawing), 2, Optional.empty());
    assertThatThrownBy(() -> new Trained(sampled).run(s, shards(golden, s), 2, Optional.of(drawn)))
        .hasMessage("state: has an iterate drawn, but none is to be drawn");
    adam.nodes = drawn(iterators(golden));
    assertThatThrownBy(() -> new Trained(golden).run(s, shards(golden, s), 2, Optional.of(adam)))
        .hasMessageContaining("data: the batches are a function of their number");
  }

  private static byte[] drawn(NodeData data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Notes> none = IntStream.range(0, data.nodes()).mapToObj(i -> new Notes()).toList();
    new NodeState(none, data.positions(0)).write(bytes);
    return bytes.toByteArray();
  }
}
