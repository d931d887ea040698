package io.github.brsgd.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Roles;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class DissimilarityProbeTest {

  private static final DataSet EXAMPLES = Linear.examples(24, 1);

  private static DataSet shifted(double by) {
    return new DataSet(EXAMPLES.getFeatures(), EXAMPLES.getLabels().add(by));
  }

  /** y = 0, and x = (a, 0) or (-a, 0): only the first weight has a gradient, 2 a^2 times itself. */
  private static DataSet steepness(double a) {
    return new DataSet(
        Nd4j.create(new double[][] {{a, 0}, {-a, 0}}), Nd4j.zeros(DataType.DOUBLE, 2, 1));
  }

  private static DissimilarityProbe probe(List<DataSet> nodes, int every) {
    return new DissimilarityProbe(
        nodes.stream().map(data -> new FullGradient(List.of(data))).toList(), every);
  }

  private static BrsgdTrainingMasterBuilder builder(int nodes) {
    return BrsgdTrainingMaster.builder()
        .nodes(nodes)
        .byzantine(0)
        .rule(new Mean())
        .schedule(new BrsgdSchedule(0.02, 0.6))
        .seed(1);
  }

  private static MultiLayerNetwork train(
      BrsgdTrainingMasterBuilder builder, List<DataSet> nodes, int rounds) {
    MultiLayerNetwork network = Linear.network();
    builder
        .rounds(rounds)
        .build()
        .fit(
            network,
            nodes.stream().map(data -> new ListDataSetIterator<>(data.batchBy(2), 1)).toList());
    return network;
  }

  private static List<NodeSpread> watch(List<DataSet> nodes, int rounds) {
    DissimilarityProbe probe = probe(nodes, 1);
    train(builder(nodes.size()).observers(probe), nodes, rounds);
    return probe.spreads();
  }

  @Test
  void nodesWithEqualDataDoNotDifferHoweverNoisyTheirBatches() {
    List<NodeSpread> spreads = watch(List.of(EXAMPLES, EXAMPLES.copy(), EXAMPLES), 5);
    assertThat(spreads).hasSize(5);
    assertThat(spreads).allMatch(spread -> spread.dispersion() < 1e-20 && spread.honest() == 3);
    INDArray gradient = new FullGradient(List.of(EXAMPLES)).at(Linear.network()).gradient();
    assertThat(spreads.get(0).squaredMean())
        .isEqualTo(gradient.mul(gradient).sumNumber().doubleValue(), Offset.offset(1e-9));
  }

  @Test
  void twoGroupsThatPullApartHaveAnInterceptAlone() {
    // grad F_i = grad F -+ 2 c mean (x, 1)
    double c = 3;
    DataSet up = shifted(c);
    DataSet down = shifted(-c);
    Dissimilarity fit = Dissimilarity.of(watch(List.of(up, down, up, down), 12));
    INDArray centre = EXAMPLES.getFeatures().mean(0);
    double expected = 4 * c * c * (1 + centre.mul(centre).sumNumber().doubleValue());
    assertThat(fit.intercept()).isEqualTo(expected, Offset.offset(1e-6 * expected));
    assertThat(fit.slope()).isLessThan(1e-6);
  }

  @Test
  void quadraticsOfOtherSteepnessHaveASlopeAlone() {
    List<DataSet> nodes = Stream.of(1.0, 2.0).map(DissimilarityProbeTest::steepness).toList();
    // a^2 is 1 and 4: mean 2.5, variance 2.25
    Dissimilarity fit = Dissimilarity.of(watch(nodes, 12));
    assertThat(fit.slope()).isEqualTo(2.25 / 6.25, Offset.offset(1e-9));
    assertThat(fit.intercept()).isLessThan(1e-9);
  }

  @Test
  void attackersAndTheirDataCountForNothing() {
    DataSet up = shifted(3);
    DataSet odd = shifted(1e6);
    List<DataSet> nodes = List.of(up, up, up, odd);
    DissimilarityProbe probe = probe(nodes, 1);
    train(builder(4).attack(new SignFlipping()).attackers(1).observers(probe), nodes, 3);
    assertThat(probe.spreads()).hasSize(3);
    assertThat(probe.spreads())
        .allMatch(spread -> spread.dispersion() < 1e-20 && spread.honest() == 3);
  }

  @Test
  void examplesAreReadWhereTheyAre() {
    DataSet examples = Linear.examples(1101, 4);
    int[][] shards = {
      IntStream.range(0, 1001).map(i -> 1100 - i).toArray(), IntStream.range(0, 100).toArray()
    };
    List<FullGradient> nodes = FullGradient.ofNodes(examples, shards);
    MultiLayerNetwork network = Linear.network();
    for (int node = 0; node < 2; node++) {
      DataSet own =
          new DataSet(
              Nd4j.pullRows(examples.getFeatures(), 1, shards[node]),
              Nd4j.pullRows(examples.getLabels(), 1, shards[node]));
      FullGradient.Value expected = new FullGradient(List.of(own)).at(network);
      FullGradient.Value value = nodes.get(node).at(network);
      assertThat(value.loss()).isEqualTo(expected.loss(), Offset.offset(1e-9));
      assertThat(value.gradient().distance2(expected.gradient())).isLessThan(1e-9);
    }
  }

  @Test
  void probingChangesNothing() {
    List<DataSet> nodes = List.of(shifted(1), shifted(-1));
    assertThat(train(builder(2).observers(probe(nodes, 2)), nodes, 5).params())
        .isEqualTo(train(builder(2), nodes, 5).params());
  }

  @Test
  void roundsThatAreDivisibleAreSeen() {
    List<DataSet> nodes = List.of(shifted(1), shifted(-1));
    DissimilarityProbe probe = probe(nodes, 4);
    train(builder(2).observers(probe), nodes, 10);
    assertThat(probe.spreads()).extracting(NodeSpread::round).containsExactly(0, 4, 8);
  }

  @Test
  void oneHonestNodeOrAGradientThatIsNotFiniteSaysNothing() {
    assertThat(watch(List.of(EXAMPLES), 3)).isEmpty();
    DataSet spoilt = EXAMPLES.copy();
    spoilt.getFeatures().putScalar(0, 0, Double.NaN);
    List<DataSet> nodes = List.of(EXAMPLES, EXAMPLES);
    DissimilarityProbe probe = probe(List.of(EXAMPLES, spoilt), 1);
    train(builder(2).observers(probe), nodes, 3);
    assertThat(probe.spreads()).isEmpty();
  }

  @Test
  void badInputIsNamed() {
    assertThatThrownBy(() -> probe(List.of(EXAMPLES), 0)).hasMessageContaining("every: need >= 1");
    assertThatThrownBy(() -> probe(List.of(), 1)).hasMessageContaining("nodes: need at least one");
    assertThatThrownBy(() -> FullGradient.ofNodes(EXAMPLES, new int[][] {{0}, {}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node 1");
    DissimilarityProbe few = probe(List.of(EXAMPLES, EXAMPLES), 1);
    Roles roles = new Roles(List.of(0, 1), List.of(2));
    assertThatThrownBy(() -> few.beforeStep(null, null, roles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("nodes: need a gradient for each of 3 nodes, got 2");
  }
}
