package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.TrimmedMean;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.spark.stats.BrsgdTrainingStats;
import io.github.brsgd.spark.stats.RoundPart;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;

/** Whoever looks on. */
class HooksStatsAndListenersTest {

  private static final int ROUNDS = 3;
  private static final int NODES = 7;
  private static final DataSet EXAMPLES = Problem.examples(70, 1);

  /** Executors are threads of this process. */
  private static final AtomicInteger BEFORE = new AtomicInteger();

  private static final AtomicInteger AFTER = new AtomicInteger();
  private static final AtomicInteger MULTI = new AtomicInteger();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private static BrsgdTrainingMasterBuilder builder() {
    return BrsgdTrainingMaster.builder()
        .nodes(NODES)
        .byzantine(2)
        .attackers(2)
        .attack(new SignFlipping(true, 1))
        .rule(new TrimmedMean(2))
        .batchSize(5)
        .seed(3)
        .rounds(ROUNDS);
  }

  private static MultiLayerNetwork fit(SparkBrsgdTrainingMaster master) {
    MultiLayerNetwork network = Problem.initialised(Problem.plain());
    new SparkDl4jMultiLayer(LocalSpark.context(), network, master).fit(Problem.rdd(EXAMPLES, 7, 3));
    return network;
  }

  /** Counts in this process. */
  private static final class Counting implements TrainingHook {
    private static final long serialVersionUID = 1;

    @Override
    public void preUpdate(org.nd4j.linalg.dataset.api.DataSet batch, Model model) {
      assertThat(model.numParams()).isPositive();
      BEFORE.incrementAndGet();
      NUMBERS.addAndGet(batch.getFeatures().length());
    }

    @Override
    public void postUpdate(org.nd4j.linalg.dataset.api.DataSet batch, Model model) {
      AFTER.incrementAndGet();
      NUMBERS.addAndGet(-batch.getFeatures().length());
    }

    @Override
    public void preUpdate(org.nd4j.linalg.dataset.api.MultiDataSet batch, Model model) {
      MULTI.incrementAndGet();
    }

    @Override
    public void postUpdate(org.nd4j.linalg.dataset.api.MultiDataSet batch, Model model) {
      MULTI.incrementAndGet();
    }
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void hooksAreCalledOncePerNodeAndRoundAndChangeNoBit(Transport transport) {
    BEFORE.set(0);
    AFTER.set(0);
    MULTI.set(0);
    NUMBERS.set(0);
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(builder().build()).transport(transport).build();
    MultiLayerNetwork plain = fit(master);
    TrainingHook hook = new Counting();
    master.addHook(hook);
    MultiLayerNetwork hooked = fit(master);
    int rows = ROUNDS * NODES;
    assertThat(BEFORE).hasValue(rows);
    assertThat(AFTER).hasValue(rows);
    assertThat(NUMBERS).hasValue(0);
    assertThat(MULTI).hasValue(0);
    assertThat(hooked.params()).isEqualTo(plain.params());
    master.removeHook(hook);
    fit(master);
    assertThat(BEFORE).hasValue(rows);
  }

  @ParameterizedTest
  @EnumSource(Transport.class)
  void timesAreTakenDownWhereThatIsSet(Transport transport, @TempDir Path folder) throws Exception {
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.builder(builder().build()).transport(transport).build();
    assertThat(master.getIsCollectTrainingStats()).isFalse();
    assertThat(master.getTrainingStats()).isNull();
    master.setCollectTrainingStats(true);
    fit(master);
    SparkTrainingStats stats = master.getTrainingStats();
    assertThat(stats.getKeySet()).containsExactly("DEAL", "BROADCAST", "ROWS", "SERVER");
    assertThat(stats.getValue("DEAL")).hasSize(1);
    assertThat(stats.getValue("BROADCAST")).hasSize(ROUNDS);
    assertThat(stats.getValue("ROWS")).hasSize(ROUNDS);
    assertThat(stats.getValue("SERVER")).hasSize(ROUNDS);
    assertThat(stats.getValue("ROWS")).allMatch(each -> each.getDurationMs() >= 0);
    assertThat(stats.statsAsString().lines()).hasSize(4).allMatch(line -> !line.endsWith("-"));
    stats.exportStatFiles(folder.toString(), LocalSpark.context().sc());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("Deal.txt", "Broadcast.txt", "Rows.txt", "Server.txt");
    }
    assertThat(Files.readAllLines(folder.resolve("Rows.txt"))).hasSize(ROUNDS + 1);
    assertThatThrownBy(() -> stats.getValue("FIT"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got FIT");
    master.setCollectTrainingStats(false);
    assertThat(master.getTrainingStats()).isNull();
  }

  @Test
  void timesOfTwoRunsAreAddedUp() {
    BrsgdTrainingStats some = new BrsgdTrainingStats();
    some.add(RoundPart.ROWS, 1000, 5);
    BrsgdTrainingStats more = new BrsgdTrainingStats();
    more.add(RoundPart.ROWS, 2000, 6);
    some.addOtherTrainingStats(more);
    some.addOtherTrainingStats(some);
    assertThat(some.getValue("ROWS")).hasSize(4);
    assertThat(some.getShortNameForKey("ROWS")).isEqualTo("Rows");
    assertThat(some.defaultIncludeInPlots("DEAL")).isFalse();
    assertThatThrownBy(() -> some.addOtherTrainingStats(null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** What a listener has heard. */
  private static final class Heard extends BaseTrainingListener {
    private final List<Integer> iterations = new ArrayList<>();

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      iterations.add(iteration);
    }
  }

  @Test
  void listenersHearOfEveryIterationAndTheNetworksOwnAreRestored() {
    Heard own = new Heard();
    Heard added = new Heard();
    MultiLayerNetwork network = Problem.initialised(Problem.plain());
    network.setListeners(own);
    SparkBrsgdTrainingMaster master = SparkBrsgdTrainingMaster.builder(builder().build()).build();
    SparkDl4jMultiLayer spark = new SparkDl4jMultiLayer(LocalSpark.context(), network, master);
    spark.setListeners(added);
    spark.fit(Problem.rdd(EXAMPLES, 7, 3));
    assertThat(own.iterations).hasSize(ROUNDS);
    assertThat(added.iterations).isEqualTo(own.iterations);
    assertThat(network.getListeners()).containsExactly(own);
    assertThat(network.getIterationCount()).isEqualTo(ROUNDS);
  }

  /** Brings another one along. */
  private static final class Bringing extends BaseTrainingListener {
    private final MultiLayerNetwork network;
    private final TrainingListener next;

    Bringing(MultiLayerNetwork network, TrainingListener next) {
      this.network = network;
      this.next = next;
    }

    @Override
    public void onEpochStart(Model model) {
      if (!network.getListeners().contains(next)) {
        network.addListeners(next);
      }
    }
  }

  @Test
  void aListenerThatIsAddedDuringTheRunStays() {
    MultiLayerNetwork network = Problem.initialised(Problem.plain());
    Heard next = new Heard();
    Bringing first = new Bringing(network, next);
    network.setListeners(first);
    SparkBrsgdTrainingMaster master = SparkBrsgdTrainingMaster.builder(builder().build()).build();
    SparkDl4jMultiLayer spark = new SparkDl4jMultiLayer(LocalSpark.context(), network, master);
    spark.setListeners(new Heard());
    spark.fit(Problem.rdd(EXAMPLES, 7, 3));
    assertThat(network.getListeners()).containsExactly(first, next);
  }
}
