package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.MultiKrum;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackContext;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.FangKrum;
import io.github.brsgd.attack.GaussianNoise;
import io.github.brsgd.attack.OneCoordinate;
import io.github.brsgd.attack.OptimalALittleIsEnough;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.deeplearning4j.nn.api.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Gradients that no one reads are not computed, and nobody can tell. */
class UnreadRowsTest {

  /** The same attack, which does not say what it leaves unread. */
  private record Curious(Attack attack) implements Attack {
    @Override
    public void forge(AttackContext context) {
      attack.forge(context);
    }

    @Override
    public void forgeStatistics(AttackContext statistics, AttackContext gradients) {
      attack.forgeStatistics(statistics, gradients);
    }
  }

  /** Notes what it finds in the rows of its nodes, which it says it does not read. */
  private record Peeping(ConcurrentLinkedQueue<Boolean> untouched) implements Attack {
    @Override
    public boolean readsOwnRows() {
      return false;
    }

    @Override
    public void forge(AttackContext context) {
      for (int node : context.byzantine()) {
        INDArray row = context.updates().getRow(node, true);
        if (context.round() > 0) {
          untouched.add(row.minNumber().doubleValue() == 7 && row.maxNumber().doubleValue() == 7);
        }
        row.assign(7);
      }
    }
  }

  static List<Attack> attacks() {
    return List.of(
        new GaussianNoise(), new OneCoordinate(), new OptimalALittleIsEnough(), new FangKrum());
  }

  private static INDArray trained(Attack attack, Networks kind, boolean changing) {
    Model network = kind.create();
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(7)
            .byzantine(2)
            .rule(new MultiKrum(2))
            .attack(attack)
            .attackers(2)
            .batchSize(8)
            .workers(2)
            .seed(3)
            .rounds(5);
    if (changing) {
      builder.attackerSelection(new ChangingAttackers(5));
    }
    builder.build().fit(network, Examples.flat(200, 1));
    return network.params();
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void runsAreTheSame(Attack attack) {
    assertThat(trained(attack, Networks.DROPOUT, true))
        .isEqualTo(trained(new Curious(attack), Networks.DROPOUT, true));
    assertThat(trained(attack, Networks.CONVOLUTION_BATCH_NORM, false))
        .isEqualTo(trained(new Curious(attack), Networks.CONVOLUTION_BATCH_NORM, false));
  }

  @Test
  void rowsOfAttackersAreLeftAlone() {
    ConcurrentLinkedQueue<Boolean> untouched = new ConcurrentLinkedQueue<>();
    trained(new Peeping(untouched), Networks.SGD, false);
    assertThat(untouched).hasSize(8).containsOnly(true);
  }

  @Test
  void theyAreComputedWhereAnAttackMayFindNothingToDo() {
    DataSet examples = Examples.flat(200, 1);
    examples.getFeatures().muli(1e38);
    ConcurrentLinkedQueue<Boolean> untouched = new ConcurrentLinkedQueue<>();
    Model network = Networks.SGD.create();
    BrsgdTrainingMaster.builder()
        .nodes(7)
        .byzantine(2)
        .rule(new MultiKrum(2))
        .attack(new Peeping(untouched))
        .attackers(2)
        .batchSize(8)
        .seed(3)
        .rounds(3)
        .onFailedRound(FailedRound.SKIP)
        .build()
        .fit(network, examples);
    assertThat(untouched).contains(false);
  }
}
