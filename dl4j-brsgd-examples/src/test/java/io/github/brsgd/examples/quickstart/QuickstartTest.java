package io.github.brsgd.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.catalog.Catalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class QuickstartTest {

  private static String output(Runnable program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      program.run();
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
  void theSwapRunsAndKrumStands() {
    String told = output(() -> SwapFitForBrsgd.main(new String[] {"60"}));
    assertThat(percent(told, "network.fit")).isGreaterThan(40);
    assertThat(percent(told, "20 nodes, 6 attack, Krum"))
        .isGreaterThan(percent(told, "20 nodes, 6 attack, Mean") + 20);
  }

  @Test
  void theOwnRuleStands() {
    assertThat(
            percent(output(() -> OwnRule.main(new String[] {"60"})), "15 nodes, 3 attack, OwnRule"))
        .isGreaterThan(30);
  }

  @Test
  void onlyTheMeanBreaksOnMnist() {
    String told = output(() -> MnistUnderAttack.main(new String[] {"60"}));
    double mean = percent(told, "mean");
    for (String rule :
        List.of("median", "trimmed-mean:q=4", "multi-krum:q=4", "nnm:q=4+trimmed-mean:q=4")) {
      assertThat(percent(told, rule)).isGreaterThan(mean + 20);
    }
  }

  @Test
  void theOwnAttackBreaksTheMeanAndNotTheMedian() {
    String told = output(() -> OwnAttack.main(new String[] {"60"}));
    assertThat(percent(told, "median")).isGreaterThan(percent(told, "mean") + 15);
  }

  @Test
  void theOwnNetworkLearnsItsTable() {
    String told =
        output(
            () -> {
              try {
                OwnNetworkAndTable.main(new String[0]);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(percent(told, "trimmed-mean:q=3")).isGreaterThan(percent(told, "mean") + 20);
  }

  @Test
  void theSweepOfNetworksRunsAndGoesOn(@TempDir Path folder) {
    String two = output(() -> sweep(folder, "2"));
    assertThat(two)
        .containsPattern("candidate 0: +[0-9.]+% under the worse attack")
        .containsPattern("best: candidate [01]");
    String three = output(() -> sweep(folder, "3"));
    assertThat(three).containsPattern("candidate 2: +[0-9.]+%");
    assertThat(folder.resolve("candidate-0002.json")).exists();
  }

  private static void sweep(Path folder, String candidates) {
    try {
      SweepNetworkAndTraining.main(new String[] {folder.toString(), candidates});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theStatsListenerHearsTheRun(@TempDir Path folder) {
    Path file = folder.resolve("stats.db");
    String told =
        output(
            () -> {
              try {
                WatchWithStatsListener.main(new String[] {file.toString()});
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(told).containsPattern("(19|20) updates of session .* in " + file);
    assertThat(file).isNotEmptyFile();
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
