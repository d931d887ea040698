package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.Zero;
import io.github.brsgd.catalog.Arguments;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.CatalogProvider;
import io.github.brsgd.catalog.Offer;
import io.github.brsgd.data.DirichletPartitioner;
import io.github.brsgd.training.Participation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** What goes wrong in a sweep, and whose fault it is. */
class SweepFaultsTest {

  private static final TrialPlan PLAN =
      new TrialPlan(7, 2, List.of("ipm:tau=10"), List.of(1L), 4, Reduction.WORST);

  @TempDir private Path folder;

  private static BrsgdSpace space(String... rules) {
    return BrsgdSpace.builder()
        .p(new FixedValue<>(0.6))
        .alpha0(new FixedValue<>(0.5))
        .rules(rules)
        .byzantine(2)
        .batch(8)
        .build();
  }

  private SweepBuilder sweep(BrsgdSpace space) {
    return Sweep.builder(space, Search.grid(2))
        .tasks(BrsgdTaskCreator.builder(PLAN).network(TinyData::network).build())
        .data(ValidationSplit.class, TinyData.split())
        .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
        .folder(folder);
  }

  /** Data that come and go. */
  public static final class AwayAtFirst implements DataSource {

    private static final AtomicBoolean THERE = new AtomicBoolean();
    private static final long serialVersionUID = 1;

    @Override
    public void configure(Properties properties) {
      // Nothing to set.
    }

    @Override
    public Object trainData() {
      if (!THERE.get()) {
        throw new IllegalArgumentException("data: not there");
      }
      return new TinyData().trainData();
    }

    @Override
    public Object testData() {
      return new TinyData().trainData();
    }

    @Override
    public Class<?> getDataType() {
      return DataSetIterator.class;
    }
  }

  @Test
  void dataThatAreAwayAreNoFaultOfTheCandidates() throws IOException {
    AwayAtFirst.THERE.set(false);
    SweepBuilder sweep = sweep(space("median")).data(AwayAtFirst.class, new Properties());
    assertThatThrownBy(() -> sweep.build().run())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data: not there");
    AwayAtFirst.THERE.set(true);
    SweepResult result = sweep.build().run();
    assertThat(result.complete()).isTrue();
    assertThat(result.count(CandidateResult.State.FINISHED)).isEqualTo(1);
  }

  @Test
  void nodesThatCannotAnswerSoAreRefusedBeforeTheSearch() {
    assertThatThrownBy(
            () -> BrsgdTaskCreator.builder(PLAN).participation(Participation.drawn(9, 2)).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("participation: need drawn <= nodes, got drawn=9, nodes=7");
    assertThatThrownBy(
            () -> BrsgdTaskCreator.builder(PLAN).participation(Participation.drawn(5, 8)).build())
        .hasMessageContaining("need byzantineInAll <= nodes, got byzantineInAll=8");
    BrsgdTaskCreatorBuilder cached =
        BrsgdTaskCreator.builder(PLAN).participation(Participation.cached(5));
    assertThatThrownBy(cached::build)
        .hasMessageContaining("cached rows need nodes that send a momentum");
    cached.nodeUpdate("worker-momentum:beta=0.9").build();
  }

  /** Examples of the node that has most. */
  private static int most(long seed) {
    ValidationSplit split = new ValidationSplit();
    split.configure(TinyData.split());
    int[] classes = split.trainData().next().getLabels().argMax(1).toIntVector();
    int[][] shards =
        new DirichletPartitioner(0.3, DirichletPartitioner.Over.NODES).partition(classes, 7, seed);
    return Stream.of(shards).mapToInt(shard -> shard.length).max().orElseThrow();
  }

  @Test
  void aSplitThatIsImpossibleWithALaterSeedIsFoundBeforeAnythingIsTrained() throws IOException {
    List<Long> seeds =
        LongStream.rangeClosed(1, 9)
            .boxed()
            .sorted(Comparator.comparing(SweepFaultsTest::most).reversed())
            .toList();
    int batch = most(seeds.get(0));
    assertThat(most(seeds.get(8))).isLessThan(batch);
    TrialPlan plan =
        new TrialPlan(
            7, 2, List.of("ipm:tau=10"), List.of(seeds.get(0), seeds.get(8)), 1, Reduction.WORST);
    AtomicInteger networks = new AtomicInteger();
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(new FixedValue<>(0.6))
            .alpha0(new FixedValue<>(0.5))
            .rules("median")
            .byzantine(2)
            .batch(batch)
            .build();
    SweepResult result =
        sweep(space)
            .tasks(
                BrsgdTaskCreator.builder(plan)
                    .partition("dirichlet:alpha=0.3,over=nodes")
                    .network(
                        seed -> {
                          networks.incrementAndGet();
                          return TinyData.network(seed);
                        })
                    .build())
            .build()
            .run();
    assertThat(result.count(CandidateResult.State.INVALID)).isEqualTo(1);
    // For the digest of what is swept; none is trained.
    assertThat(networks).hasValue(1);
  }

  private static Catalog with(Supplier<Aggregator> maker) {
    CatalogProvider provider =
        new CatalogProvider() {
          @Override
          public List<Offer<Aggregator>> rules() {
            return Stream.of("own", "median")
                .<Offer<Aggregator>>map(
                    id ->
                        Offer.of(
                            new CatalogEntry(id, List.of(), "", "", "", "", "of one's own"),
                            CoordinateWiseMedian.class,
                            arguments ->
                                id.equals("own")
                                    ? (CoordinateWiseMedian) maker.get()
                                    : new CoordinateWiseMedian(),
                            rule -> Arguments.NONE))
                .toList();
          }

          @Override
          public List<Offer<Attack>> attacks() {
            return List.of(
                Offer.of(
                    new CatalogEntry("ipm", List.of(), "", "", "", "", "nothing"),
                    Zero.class,
                    arguments -> new Zero(),
                    attack -> Arguments.NONE));
          }
        };
    return Catalog.of(List.of(provider));
  }

  static Stream<RuntimeException> failures() {
    return Stream.of(
        new IllegalArgumentException(),
        new IllegalStateException("no licence"),
        new UnsupportedOperationException());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aRuleThatCannotBeMadeLeavesTheOthersAlone(RuntimeException failure) throws IOException {
    Catalog broken =
        with(
            () -> {
              throw failure;
            });
    TrialPlan plan = new TrialPlan(7, 2, List.of("ipm"), List.of(1L), 4, Reduction.WORST);
    SweepBuilder sweep = sweep(space("own", "median"));
    SweepResult result = sweep.tasks(tasks(plan, broken)).build().run();
    assertThat(result.count(CandidateResult.State.FINISHED)).isEqualTo(1);
    assertThat(result.ranking()).hasSize(2);
    assertThat(result.ranking().get(1).message()).isNotEmpty();
    // A later run has the rule.
    SweepResult mended = sweep.tasks(tasks(plan, with(CoordinateWiseMedian::new))).build().run();
    assertThat(mended.count(CandidateResult.State.FINISHED)).isEqualTo(2);
  }

  private static BrsgdTaskCreator tasks(TrialPlan plan, Catalog catalog) {
    return BrsgdTaskCreator.builder(plan).network(TinyData::network).catalog(catalog).build();
  }

  @Test
  void aNetworkThatCannotBeIsOneInvalidCandidate() throws IOException {
    MultiLayerSpace networks =
        new MultiLayerSpace.Builder()
            .addLayer(
                new DenseLayerSpace.Builder()
                    .nIn(2)
                    .nOut(new DiscreteParameterSpace<>(4, 0))
                    .activation(Activation.TANH)
                    .build())
            .addLayer(
                new OutputLayerSpace.Builder()
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunctions.LossFunction.MCXENT)
                    .build())
            .build();
    SweepResult result =
        Sweep.builder(new BrsgdNetworkSpace(networks, space("median")), Search.random(8, 1))
            .tasks(BrsgdTaskCreator.builder(PLAN).build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .folder(folder)
            .build()
            .run();
    assertThat(result.complete()).isTrue();
    assertThat(result.count(CandidateResult.State.INVALID)).isBetween(1L, 7L);
    assertThat(result.count(CandidateResult.State.FAILED)).isZero();
  }

  @Test
  void anInterruptEndsTheSweep() throws InterruptedException {
    TrialPlan longPlan =
        new TrialPlan(7, 2, List.of("ipm:tau=10"), List.of(1L), 1_000_000, Reduction.WORST);
    Sweep sweep =
        sweep(space("median"))
            .tasks(BrsgdTaskCreator.builder(longPlan).network(TinyData::network).build())
            .build();
    AtomicReference<SweepResult> result = new AtomicReference<>();
    AtomicBoolean flag = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.set(sweep.run());
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    Thread.sleep(1500);
    thread.interrupt();
    thread.join(20_000);
    assertThat(thread.isAlive()).isFalse();
    assertThat(result.get().complete()).isFalse();
    assertThat(flag).isTrue();
  }

  @Test
  void propertiesMayHaveDefaultsAndALimitMayBeEndless() throws IOException {
    Properties defaults = new Properties(TinyData.split());
    SweepResult result =
        sweep(space("median"))
            .data(ValidationSplit.class, defaults)
            .timeLimit(Duration.ofSeconds(Long.MAX_VALUE))
            .build()
            .run();
    assertThat(result.count(CandidateResult.State.FINISHED)).isEqualTo(1);
  }

  @Test
  void aFileOfBrokenBytesIsNamed() throws IOException {
    sweep(space("median")).build().run();
    Files.write(
        folder.resolve("candidate-0000.json"), "{\u00ff".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> sweep(space("median")).build().run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("candidate-0000.json is damaged; delete it");
  }
}
