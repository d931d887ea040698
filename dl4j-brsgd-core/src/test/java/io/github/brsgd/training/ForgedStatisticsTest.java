package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.aggregation.GeometricMedian;
import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.Mimic;
import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.training.model.SlotLayout;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.server.RoundRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What the adversary writes into slots that are no gradients, and what becomes of it. */
class ForgedStatisticsTest {

  private static final int NODES = 9;

  private static TrainableNetwork batchNorm() {
    return TrainableNetwork.of(Networks.CONVOLUTION_BATCH_NORM.create());
  }

  /** The rows after an attack by nodes 7 and 8, for rows given. */
  private static INDArray forged(Attack attack, INDArray rows, TrainableNetwork network) {
    RunSettings settings =
        BrsgdTrainingMaster.builder()
            .nodes(NODES)
            .byzantine(2)
            .rule(new Krum(2))
            .attack(attack)
            .attackers(2)
            .seed(1)
            .build()
            .settings();
    INDArray updates = rows.dup();
    new SimulatedAdversary(attack, settings, network.slots())
        .forge(
            updates,
            new int[] {7, 8},
            context -> context,
            HonestRows.of(updates, IntStream.range(0, 7).toArray(), false),
            new RoundRequest(0, 0, 0.1, network.parameters(), Optional.empty()));
    return updates;
  }

  private static INDArray statistics(INDArray rows, SlotLayout slots) {
    INDArray copy = rows.dup();
    INDArray statistics = Nd4j.create(DataType.FLOAT, rows.size(0), slots.statistics());
    slots.takeStatistics(copy, statistics);
    return statistics;
  }

  @Test
  void noiseInStatisticsIsNotThatInGradientsAgain() {
    TrainableNetwork network = batchNorm();
    SlotLayout slots = network.slots();
    int d = (int) slots.length();
    INDArray rows = Matrices.array(Matrices.normal(NODES, d, 1), DataType.FLOAT);
    INDArray forged = forged(new GaussianNoise(1), rows, network);
    INDArray gradients = forged.dup();
    INDArray statistics = statistics(forged, slots);
    slots.takeStatistics(gradients, Nd4j.create(DataType.FLOAT, NODES, slots.statistics()));
    for (int c = 0; c < slots.statistics(); c++) {
      assertThat(statistics.getFloat(8, c)).isNotEqualTo(gradients.getFloat(8, c));
    }
  }

  @Test
  void mimicCopiesOneNodeAndNotHalvesOfTwo() {
    TrainableNetwork network = batchNorm();
    SlotLayout slots = network.slots();
    int d = (int) slots.length();
    INDArray rows = Matrices.array(Matrices.normal(NODES, d, 1), DataType.FLOAT);
    // Node 2 stands out by its gradient, node 5 by its statistics.
    rows.getRow(2).muli(20);
    slots.putStatistics(statistics(rows, slots).muli(0), rows);
    INDArray far = Nd4j.zeros(DataType.FLOAT, NODES, slots.statistics());
    far.getRow(5).assign(50);
    slots.putStatistics(far, rows);
    INDArray forged = forged(new Mimic(), rows, network);
    assertThat(Bits.of(forged.getRow(8, true).dup()))
        .isEqualTo(Bits.of(rows.getRow(2, true).dup()));
  }

  private static List<Aggregator> rulesThatWeighWholeRows() {
    return Stream.of(
            new CenteredClipping(0.1, 3),
            new GeometricMedian(),
            new MultiKrum(2),
            new CoordinateWiseMedian())
        .map(rule -> (Aggregator) rule)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"FROZEN", "AUTOENCODER"})
  void whatIsNotTrainedDoesNotMoveUnderAttack(Networks kind) {
    for (Aggregator rule : rulesThatWeighWholeRows()) {
      Model attacked = kind.create();
      INDArray before = attacked.params().dup();
      BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(2)
          .rule(rule)
          .attack(new GaussianNoise(5))
          .attackers(2)
          .batchSize(4)
          .seed(1)
          .rounds(10)
          .build()
          .fit(attacked, Examples.flat(90, 1));
      INDArray moved = attacked.params().sub(before);
      Model plain = kind.create();
      BrsgdTrainingMaster.builder()
          .nodes(NODES)
          .byzantine(2)
          .rule(rule)
          .batchSize(4)
          .seed(1)
          .rounds(10)
          .build()
          .fit(plain, Examples.flat(90, 1));
      INDArray unattacked = plain.params().sub(before);
      int still = 0;
      for (long c = 0; c < moved.length(); c++) {
        if (unattacked.getFloat(c) == 0) {
          still++;
          assertThat(moved.getFloat(c)).as("%s, slot %d", rule, c).isZero();
        }
      }
      // 36 x 8 + 8 frozen weights, or a decoder of as many and more.
      assertThat(still).isGreaterThanOrEqualTo(290);
    }
  }

  @Test
  void whatIsNotTrainedNeverReachesTheRule() {
    int frozen = 36 * 8 + 8;
    double[] largest = new double[2];
    Aggregator watching =
        (updates, context) -> {
          for (int i = 0; i < updates.rows(); i++) {
            for (int c = 0; c < updates.columns(); c++) {
              int part = c < frozen ? 0 : 1;
              largest[part] = Math.max(largest[part], Math.abs(updates.getDouble(i, c)));
            }
          }
          return new CoordinateWiseMedian().aggregate(updates, context);
        };
    BrsgdTrainingMaster.builder()
        .nodes(9)
        .byzantine(2)
        .rule(watching)
        .attack(new GaussianNoise(5))
        .attackers(2)
        .batchSize(4)
        .seed(1)
        .rounds(2)
        .build()
        .fit(Networks.FROZEN.create(), Examples.flat(90, 1));
    assertThat(largest[0]).isZero();
    assertThat(largest[1]).isPositive();
  }
}
