package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.FlTrust;
import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.attack.ALittleIsEnough;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.attack.LabelFlip;
import io.github.brsgd.attack.OptimalInnerProductManipulation;
import io.github.brsgd.attack.PoisonedFl;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DirichletPartitioner;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.node.WorkerMomentum;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** What training can be set to holds on Spark, too. */
class SparkSettingsOfTrainingTest {

  private static final DataSet EXAMPLES = Problem.examples(100, 1);

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(9)
        .byzantine(2)
        .rule(Catalog.standard().rule("trimmed-mean", 2))
        .batchSize(4)
        .seed(3);
  }

  private static TrainingResult same(BrsgdTrainingMasterBuilder training) {
    return SameBits.check(training.build(), Problem.plain(), EXAMPLES, 3);
  }

  @Test
  void attackersWhoPoisonTheirData() {
    same(
        builder()
            .attackers(2)
            .poisoning(new LabelFlip())
            .attackerSelection(new ChangingAttackers(4))
            .rounds(4));
  }

  @Test
  void attackersWhoRememberAndKnowLittle() {
    same(builder().attackers(2).attack(new PoisonedFl()).rounds(6));
    same(
        builder()
            .attackers(2)
            .attack(new ALittleIsEnough(1.0, Knowledge.PARTIAL))
            .attackerSelection(new ChangingAttackers(4))
            .rounds(4));
  }

  @Test
  void nodesThatStayAwayOrAreLate() {
    TrainingResult result =
        same(
            builder()
                .attackers(2)
                .attack(new SignFlipping())
                .nodeUpdate(new WorkerMomentum(0.9))
                .participation(Participation.drawn(7, 2).withDropOut(0.2).withLate(0.2))
                .rounds(6));
    assertThat(result.history().rounds()).anyMatch(round -> round.answered() < 7);
    same(
        builder()
            .attackers(2)
            .attack(new SignFlipping())
            .nodeUpdate(new WorkerMomentum(0.9))
            .participation(Participation.cached(7).withLate(0.2))
            .rounds(6));
  }

  private static DataSetIterator own() {
    return new ListDataSetIterator<>(Problem.examples(20, 7).batchBy(10), 1);
  }

  private static BrsgdTrainingMasterBuilder trust() {
    return builder().byzantine(6).rule(new FlTrust()).attackers(6).rounds(4);
  }

  @Test
  void aServerWithDataOfItsOwn() {
    same(
        trust()
            .attack(new OptimalInnerProductManipulation())
            .nodeUpdate(new WorkerMomentum(0.9))
            .trustedData(own()));
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void itsDataAreInNoText(Transport transport) {
    BrsgdTrainingMaster training = trust().attack(new SignFlipping(true, 1)).build();
    MultiLayerNetwork expected = Problem.initialised(Problem.plain());
    training.trustedData(own()).fit(expected, EXAMPLES);
    SparkBrsgdTrainingMaster read =
        SparkBrsgdTrainingMaster.fromJson(
            SparkBrsgdTrainingMaster.builder(training)
                .partitions(3)
                .transport(transport)
                .build()
                .toJson());
    MultiLayerNetwork network = Problem.initialised(Problem.plain());
    SparkDl4jMultiLayer without = new SparkDl4jMultiLayer(LocalSpark.context(), network, read);
    assertThatThrownBy(() -> without.fit(Problem.rdd(EXAMPLES, 7, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trustedData: trust needs a row of the server's own");
    new SparkDl4jMultiLayer(LocalSpark.context(), network, read.trustedData(own()))
        .fit(Problem.rdd(EXAMPLES, 7, 3));
    double length = expected.params().norm2Number().doubleValue();
    assertThat(network.params().distance2(expected.params())).isLessThan(1e-5 * length);
  }

  @Test
  void theTestSetIsEvaluated() {
    DataSet test = Problem.examples(40, 9);
    TrainingResult result =
        same(builder().evaluateEvery(2, new ListDataSetIterator<>(test.asList(), 10)).rounds(5));
    assertThat(result.history().rounds().get(4).accuracy()).isPresent();
  }

  @Test
  void aLengthInEpochs() {
    assertThat(same(builder().epochs(2)).history().rounds()).hasSize(6);
    assertThat(same(builder().shuffle(false).epochs(2)).history().rounds()).hasSize(6);
  }

  @Test
  void dataThatDiffer() {
    same(
        builder()
            .partitioner(new DirichletPartitioner(0.5, DirichletPartitioner.Over.NODES))
            .rounds(4));
  }

  /** Deals from the last to the first. */
  private record Backwards() implements Partitioner {
    @Override
    public int[][] partition(int[] labels, int nodes, long seed) {
      return IntStream.range(0, nodes)
          .mapToObj(
              node ->
                  IntStream.iterate(labels.length - 1 - node, i -> i >= 0, i -> i - nodes)
                      .toArray())
          .toArray(int[][]::new);
    }
  }

  @Test
  void examplesInTheirOrderWhateverThatOfThePartitioner() {
    same(builder().partitioner(new Backwards()).shuffle(false).rounds(4));
    same(builder().partitioner(new Backwards()).rounds(4));
  }

  /** Looks at more than the labels. */
  private record ByFeatures() implements Partitioner {
    @Override
    public int[][] partition(int[] labels, int nodes, long seed) {
      return new Backwards().partition(labels, nodes, seed);
    }

    @Override
    public int[][] partition(DataSet examples, int[] labels, int nodes, long seed) {
      return partition(examples.getFeatures().argMax(1).toIntVector(), nodes, seed);
    }
  }

  @Test
  void partitionersThatLookAtTheExamplesAreRefused() {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(builder().partitioner(new ByFeatures()).rounds(4).build())
            .build();
    SparkDl4jMultiLayer network =
        new SparkDl4jMultiLayer(LocalSpark.context(), Problem.initialised(Problem.plain()), master);
    assertThatThrownBy(() -> network.fit(Problem.rdd(EXAMPLES, 7, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partitioner: ")
        .hasMessageContaining("looks at more than the classes");
  }

  @Test
  void oneNodeAndTheMeanAreStochasticGradientDescent() {
    same(
        BrsgdTrainingMaster.builder()
            .nodes(1)
            .seed(3)
            .byzantine(0)
            .rule(new Mean())
            .batchSize(10)
            .shuffle(false)
            .epochs(1));
  }
}
