package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.IteratorNodeData;
import io.github.brsgd.training.node.LocalSteps;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.WorkerMomentum;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Iterators that draw are read again as they were read, whoever was away in which round. */
class ResumedIteratorsTest {

  private static final int NODES = 9;

  @TempDir private Path folder;

  /** Who answers, and how many batches a node draws in a round. */
  private enum Kind {
    ALL(Participation.ALL, new Gradient()),
    ALL_LOCAL(Participation.ALL, new LocalSteps(3, 0.1)),
    DRAWN(Participation.drawn(5, 1), new Gradient()),
    ABSENT_LATE(Participation.ALL.withDropOut(0.4).withLate(0.3), new WorkerMomentum(0.8)),
    DRAWN_LOCAL(
        Participation.drawn(5, 1).withDropOut(0.2),
        new WorkerMomentum(0.5, new LocalSteps(2, 0.1))),
    CACHED(Participation.cached(4).withLate(0.3), new WorkerMomentum(0.9, new LocalSteps(3, 0.1)));

    private final Participation participation;
    private final NodeUpdate update;

    Kind(Participation participation, NodeUpdate update) {
      this.participation = participation;
      this.update = update;
    }

    BrsgdTrainingMasterBuilder builder() {
      return BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(1)
          .rule(new CoordinateWiseMedian())
          .attackers(1)
          .attack(new SignFlipping())
          .nodeUpdate(update)
          .participation(participation)
          .seed(5)
          .onFailedRound(FailedRound.SKIP);
    }
  }

  /** Draws when it looks ahead, when it gives and when it begins again. */
  private static final class Augmenting extends ListDataSetIterator<DataSet> {

    private static final long serialVersionUID = 1;

    private DataSet ahead;
    private double shift;

    Augmenting(List<DataSet> batches) {
      super(batches, 1);
    }

    private static double drawn() {
      return Nd4j.rand(DataType.DOUBLE, 1, 1).getDouble(0);
    }

    private DataSet altered(DataSet batch) {
      return new DataSet(batch.getFeatures().add(drawn() + shift), batch.getLabels());
    }

    @Override
    public boolean hasNext() {
      if (ahead == null && super.hasNext()) {
        ahead = altered(super.next());
      }
      return ahead != null;
    }

    @Override
    public DataSet next() {
      assertThat(hasNext()).isTrue();
      DataSet given = altered(ahead);
      ahead = null;
      return given;
    }

    @Override
    public synchronized void reset() {
      shift = drawn();
      super.reset();
    }
  }

  private static IteratorNodeData data() {
    return IteratorNodeData.of(
        IntStream.range(0, NODES)
            .mapToObj(node -> new Augmenting(Examples.flat(6 + 2 * (node % 3), node).batchBy(2)))
            .toList());
  }

  private static String bits(Model model, TrainingResult result) {
    return Bits.of(model.params())
        + result.history().toCsv()
        + ((MultiLayerNetwork) model).getEpochCount();
  }

  private void goesOn(BrsgdTrainingMasterBuilder builder, int... stops) throws IOException {
    Model straight = Networks.SGD.create();
    String expected = bits(straight, builder.workers(1).build().fit(straight, data()));
    for (int stop : stops) {
      int[] done = {0};
      builder
          .workers(2)
          .checkpoints(Checkpoints.everyRounds(folder, 100))
          .stopWhen(() -> ++done[0] == stop)
          .build()
          .fit(Networks.SGD.create(), data());
      Model second = Networks.SGD.create();
      TrainingResult result =
          builder.stopWhen(() -> false).build().resume(folder).fit(second, data());
      assertThat(bits(second, result)).as("stopped after %d", stop).isEqualTo(expected);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void roundsGoOnBitForBit(Kind kind) throws IOException {
    goesOn(kind.builder().rounds(12), 1, 2, 5, 8);
  }

  @ParameterizedTest
  @EnumSource
  void epochsGoOnBitForBit(Kind kind) throws IOException {
    goesOn(kind.builder().epochs(3), 1, 3);
  }

  /** A run that goes on twice, over a network that is trained already. */
  @Test
  void aRunGoesOnAgainAndAgain() {
    BrsgdTrainingMasterBuilder builder = Kind.DRAWN_LOCAL.builder().rounds(11);
    Model straight = Networks.SGD.create();
    ((MultiLayerNetwork) straight).setIterationCount(40);
    String expected = bits(straight, builder.build().fit(straight, data()));
    builder.checkpoints(Checkpoints.everyRounds(folder, 100));
    for (int rounds = 3; rounds <= 11; rounds += 4) {
      Model next = Networks.SGD.create();
      ((MultiLayerNetwork) next).setIterationCount(40);
      BrsgdTrainingMaster master = builder.rounds(rounds).build();
      TrainingResult result = (rounds == 3 ? master : master.resume(folder)).fit(next, data());
      if (rounds == 11) {
        assertThat(bits(next, result)).isEqualTo(expected);
      }
    }
  }

  @Test
  void positionsOfOtherDataAreRefused() {
    IteratorNodeData data = data();
    assertThatThrownBy(() -> data.resume(List.of(0L), (node, round) -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("data: need the positions of 9 iterators");
  }
}
