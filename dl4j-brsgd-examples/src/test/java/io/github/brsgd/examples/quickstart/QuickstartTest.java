package io.github.brsgd.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.data.KnownDataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class QuickstartTest {

  /** A {@code main} that may throw. */
  private interface Program {
    void run(String... args) throws IOException;
  }

  private static String output(Program program, String... args) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run(args);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The percentage behind a name, in what a program printed. */
  private static double percent(String output, String name) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + " +([0-9.]+)%").matcher(output);
    assertThat(line.find()).as(output).isTrue();
    return Double.parseDouble(line.group(1));
  }

  @Test
  void theSwapRunsAndKrumStands() throws IOException {
    String told = output(SwapFitForBrsgd::main, "30");
    double mean = percent(told, "20 nodes, 6 attack, Mean");
    assertThat(percent(told, "20 nodes, 6 attack, Krum")).isGreaterThan(mean + 20);
    assertThat(percent(told, "network.fit")).isGreaterThan(mean + 20);
  }

  @Test
  void onlyTheMeanBreaksOnMnist() throws IOException {
    String told = output(MnistUnderAttack::main, "25");
    double mean = percent(told, "mean");
    for (String rule :
        List.of("median", "trimmed-mean:q=3", "multi-krum:q=3", "nnm:q=3+trimmed-mean:q=3")) {
      assertThat(percent(told, rule)).as(rule).isGreaterThan(mean + 20);
    }
  }

  @Test
  void onlyTheMeanBreaksOnCifarAndWhatIsSyntheticIsCalledSo() throws IOException {
    DatasetLocator locator = DatasetLocator.standard(Optional.empty(), Path.of(""));
    boolean isFound = locator.find(KnownDataset.CIFAR10).isPresent();
    String told = output(CifarUnderAttack::main, "40");
    assertThat(told.contains("cifar10 is not found")).isEqualTo(!isFound);
    assertThat(told).contains("test accuracy on " + (isFound ? "cifar10" : "synthetic"));
    assertThat(percent(told, "multi-krum:q=2")).isGreaterThan(percent(told, "mean") + 10);
  }

  @Test
  void theOwnNetworkLearnsItsTable() throws IOException {
    String told = output(OwnNetworkAndTable::main);
    assertThat(percent(told, "trimmed-mean:q=3")).isGreaterThan(percent(told, "mean") + 20);
  }

  @Test
  void theOwnRuleStands() throws IOException {
    String told = output(OwnRule::main, "30");
    assertThat(percent(told, "OwnRule")).isGreaterThan(percent(told, "mean") + 20);
  }

  @Test
  void theOwnAttackBreaksTheMeanAndNotTheMedian() throws IOException {
    String told = output(OwnAttack::main, "25");
    assertThat(percent(told, "median")).isGreaterThan(percent(told, "mean") + 20);
  }

  @Test
  void theSweepRanksRules(@TempDir Path folder) throws IOException {
    String told = output(SweepExponentAndRule::main, folder.toString(), "20");
    double median = percent(told, "median     p=0.55");
    for (String rule : List.of("krum       p=0.55", "multi-krum p=0.55")) {
      assertThat(percent(told, rule)).as(rule).isGreaterThan(median + 15);
    }
  }

  @Test
  void theSweepOfNetworksRunsAndGoesOn(@TempDir Path folder) throws IOException {
    String two = output(SweepNetworkAndTraining::main, folder.toString(), "2");
    assertThat(two).containsPattern("best: candidate [01]");
    String three = output(SweepNetworkAndTraining::main, folder.toString(), "3");
    assertThat(folder.resolve("candidate-0002.json")).exists();
    // The seed gives candidate 0 nearest-neighbour mixing and Krum, candidate 2 the bare median.
    assertThat(percent(three, "candidate 0:")).isGreaterThan(percent(three, "candidate 2:") + 20);
  }

  @Test
  void theStatsListenerHearsBothRuns(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("stats.db");
    String told = output(WatchWithStatsListener::main, file.toString(), "50");
    assertThat(percent(told, "median")).isGreaterThan(percent(told, "mean") + 15);
    assertThat(told).containsPattern("median .* (9|10) updates in session ");
    assertThat(file).isNotEmptyFile();
  }

  @Test
  void trainingStopsWhereNothingImproves() throws IOException {
    String told = output(StopEarly::main);
    assertThat(told)
        .containsPattern("Mean .* best epoch [0-9] of [0-9], ended by ScoreImprovement")
        .containsPattern("MultiKrum .* best epoch [0-9]{2} of [0-9]{2}, ended by ScoreImprovement");
    assertThat(percent(told, "MultiKrum")).isGreaterThan(percent(told, "Mean") + 30);
  }

  @Test
  void theOwnRuleShortensLongRows() {
    INDArray rows = Nd4j.createFromArray(new double[][] {{3, 4}, {0, 1}, {-60, -80}});
    Aggregation result = new OwnRule().aggregate(rows, AggregationContext.first(1));
    assertThat(result.vector().toDoubleVector())
        .containsExactly(new double[] {0, 1.0 / 3}, within(1e-12));
    assertThat(rows.getDouble(2, 0)).isEqualTo(-60);
    rows.putScalar(1, 1, Double.NaN);
    assertThatThrownBy(() -> new OwnRule().aggregate(rows, AggregationContext.first(1)))
        .hasMessageContaining("row 1");
  }

  @Test
  void theOwnRuleHasAName() {
    Catalog catalog = Catalog.standard();
    assertThat(catalog.rule("example-shortened-mean")).isEqualTo(new OwnRule());
    assertThat(catalog.text(new OwnRule())).isEqualTo("example-shortened-mean");
  }
}
