package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.InnerProductManipulation;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.ConvergenceConstants;
import io.github.brsgd.theory.VarianceCondition;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Roles;
import io.github.brsgd.training.SimulationObserver;
import io.github.brsgd.training.server.RoundAggregate;
import io.github.brsgd.training.server.ServerRound;
import java.util.List;
import org.assertj.core.data.Offset;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class TheoryProbeTest {

  private static final DataSet EXAMPLES = Linear.examples(90, 1);

  private static TheoryProbe probe(int every) {
    return new TheoryProbe(new FullGradient(List.of(EXAMPLES)), every);
  }

  private static BrsgdTrainingMasterBuilder nine(int batchSize) {
    return BrsgdTrainingMaster.builder()
        .nodes(9)
        .byzantine(3)
        .rule(new Krum(3))
        .schedule(new BrsgdSchedule(0.05, 0.6))
        .batchSize(batchSize)
        .seed(1);
  }

  private static MultiLayerNetwork train(
      BrsgdTrainingMasterBuilder builder, int rounds, SimulationObserver... observers) {
    MultiLayerNetwork network = Linear.network();
    builder
        .observers(observers)
        .rounds(rounds)
        .build()
        .fit(network, new ListDataSetIterator<>(List.of(EXAMPLES), 1));
    return network;
  }

  @Test
  void exactGradientsHaveNoNoiseAndFullMargin() {
    TheoryProbe probe = probe(1);
    MultiLayerNetwork network = Linear.network();
    // One node that holds everything: its gradient is grad F.
    BrsgdTrainingMaster.builder()
        .nodes(1)
        .byzantine(0)
        .rule(new Mean())
        .schedule(new BrsgdSchedule(0.05, 0.6))
        .batchSize(90)
        .seed(1)
        .observers(probe)
        .rounds(10)
        .build()
        .fit(network, new ListDataSetIterator<>(List.of(EXAMPLES), 1));
    assertThat(probe.observations()).hasSize(10);
    for (Observation o : probe.observations()) {
      assertThat(o.deviation()).isLessThan(1e-9);
      assertThat(o.margin()).isEqualTo(1, Offset.offset(1e-9));
      assertThat(o.expansion()).isEqualTo(1, Offset.offset(1e-9));
    }
    double largest = Linear.smoothness(EXAMPLES);
    RunEstimates seen = RunEstimates.of(probe.observations(), 0);
    assertThat(seen.smoothness()).isBetween(0.2 * largest, largest * (1 + 1e-9));
    assertThat(seen.withCurvature(largest).smoothness()).isEqualTo(largest, Offset.offset(1e-9));
    ConvergenceConstants constants = seen.constants().orElseThrow();
    assertThat(constants.gap()).isEqualTo(probe.observations().get(0).loss());
    assertThat(seen.report(new VarianceCondition(3, 0), 90))
        .contains("alpha_0 by (4.1)", "holds")
        .doesNotContain("no alpha_0 is certified");
  }

  @Test
  void probingChangesNothing() {
    assertThat(train(nine(5), 6, probe(2)).params()).isEqualTo(train(nine(5), 6).params());
  }

  @Test
  void everyRoundsThatAreDivisibleAreSeen() {
    TheoryProbe probe = probe(4);
    train(nine(5), 10, probe);
    assertThat(probe.observations()).extracting(Observation::round).containsExactly(0, 4, 8);
    assertThat(probe.observations().get(0).smoothness()).isEmpty();
    assertThat(probe.observations().get(1).smoothness()).isPresent();
  }

  @Test
  void noisyGradientsAreNotCertifiedAndABatchSizeIsNamed() {
    TheoryProbe probe = probe(1);
    train(nine(2), 20, probe);
    RunEstimates seen = RunEstimates.of(probe.observations(), 0);
    assertThat(seen.report(new VarianceCondition(9, 3), 2))
        .contains("no alpha_0 is certified", "it would from batch size", "at the end (round 19)");
    for (Observation o : probe.observations()) {
      assertThat(o.secondMoment()).isGreaterThan(0);
      assertThat(o.deviation()).isGreaterThan(0);
    }
  }

  @Test
  void aRuleThatIsTurnedRoundHasNoConstants() {
    TheoryProbe probe = probe(1);
    train(
        BrsgdTrainingMaster.builder()
            .nodes(9)
            .byzantine(0)
            .rule(new Mean())
            .attack(new InnerProductManipulation(10))
            .attackers(3)
            .schedule(new BrsgdSchedule(0.01, 0.6))
            .batchSize(10)
            .seed(1),
        5,
        probe);
    RunEstimates seen = RunEstimates.of(probe.observations(), 0);
    assertThat(seen.meanMargin()).isNegative();
    assertThat(seen.constants()).isEmpty();
    assertThat(seen.report(new VarianceCondition(9, 3), 10))
        .contains("none, Assumption 2.2 did not hold");
  }

  /** The mean square, but for its value. */
  public static final class InfiniteLoss extends LossMSE {

    private static final long serialVersionUID = 1L;

    @Override
    public double computeScore(
        INDArray labels, INDArray out, IActivation activation, INDArray mask, boolean average) {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
        INDArray labels, INDArray out, IActivation activation, INDArray mask, boolean average) {
      return Pair.of(Double.POSITIVE_INFINITY, computeGradient(labels, out, activation, mask));
    }
  }

  @Test
  void roundsOfAnInfiniteLossArePassedOver() {
    MultiLayerNetwork network = Linear.network(new InfiniteLoss());
    TheoryProbe probe = probe(1);
    nine(5)
        .observers(probe)
        .rounds(3)
        .build()
        .fit(network, new ListDataSetIterator<>(List.of(EXAMPLES), 1));
    assertThat(network.params().equals(Linear.network().params())).isFalse();
    assertThat(probe.observations()).isEmpty();
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> probe(0)).hasMessageContaining("every: need >= 1");
    assertThatThrownBy(() -> RunEstimates.of(List.of(), 0)).hasMessageContaining("at least two");
  }

  @Test
  void roundsOfAGradientThatIsNotFiniteArePassedOver() {
    DataSet examples = Linear.examples(4, 2);
    INDArray features = examples.getFeatures();
    double whole = features.getDouble(0, 0);
    features.putScalar(0, 0, Double.NaN);
    TheoryProbe probe = new TheoryProbe(new FullGradient(List.of(examples)), 1);
    SimulationObserver mending =
        new SimulationObserver() {
          @Override
          public void beforeStep(ServerRound round, RoundAggregate combined, Roles roles) {
            features.putScalar(0, 0, whole);
          }
        };
    train(nine(5), 3, probe, mending);
    assertThat(probe.observations()).extracting(Observation::round).containsExactly(1, 2);
  }
}
