package io.github.brsgd.examples.advanced.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TheoryVersusPracticeTest {

  private static final List<Double> P = List.of(0.55);
  private static final RelativeError KRUM = RelativeError.of("krum:q=3", List.of(), 1);

  @Test
  void firstStepsAreThoseOfTheConstants() {
    assertThat(KRUM.c()).isEqualTo(7.801, Offset.offset(5e-4));
    assertThat(Measurement.rate(KRUM, 0.55).steps().alpha0()).isEqualTo(0.276, Offset.offset(5e-4));
    RelativeError median = RelativeError.of("median", List.of(), 1);
    assertThat(median.proved()).isTrue();
    assertThat(Measurement.rate(median, 0.55).steps().alpha0())
        .isEqualTo(0.620, Offset.offset(1e-3));
  }

  @Test
  void constantOfTheMedianIsThatOfItsOrderStatistics() {
    SplittableRandom random = new SplittableRandom(1);
    int draws = 400_000;
    double sum = 0;
    for (int i = 0; i < draws; i++) {
      double[] x = new double[12];
      Arrays.setAll(x, j -> random.nextGaussian());
      Arrays.sort(x);
      sum += Math.max(x[4] * x[4], x[7] * x[7]);
    }
    // Standard error of the root: about 5e-4.
    assertThat(Math.sqrt(sum / draws)).isEqualTo(RelativeError.MEDIAN, Offset.offset(2e-3));
  }

  @ParameterizedTest
  @CsvSource({"median,alie", "median,min-max", "krum:q=3,alie", "krum:q=3,min-max"})
  void noAttackIsWorseThanTheConstant(String rule, String attack) {
    double measured = RelativeError.meanSquare(new Contest(rule, attack, 0.75, 0), 200);
    double c = RelativeError.of(rule, List.of(), 1).c();
    assertThat(Math.sqrt(measured)).isPositive().isLessThan(c);
  }

  @Test
  void estimateIsTheWorstOfTheAttacks() {
    RelativeError both = RelativeError.of("geometric-median", List.of("alie", "min-max"), 100);
    RelativeError one = RelativeError.of("geometric-median", List.of("alie"), 100);
    assertThat(both.proved()).isFalse();
    assertThat(both.c()).isGreaterThanOrEqualTo(one.c());
  }

  @ParameterizedTest
  @CsvSource({"krum:q=3,min-max,0.55", "krum:q=3,alie,0.9", "median,min-max,0.75"})
  void measuredStaysBelowTheBoundAndFallsAsFast(String rule, String attack, double p) {
    Measurement measured =
        Measurement.of(
            new Contest(rule, attack, p, 0), RelativeError.of(rule, List.of(), 1), 300, 2);
    assertThat(measured.largestRatio()).isBetween(0.1, 1.0);
    assertThat(measured.slope()).isLessThanOrEqualTo(-measured.rate().exponent());
    assertThat(measured.lastDeviation()).isPositive();
  }

  @Test
  void meanIsLedAstray() {
    Measurement mean =
        Measurement.of(
            new Contest("mean", "ipm:tau=10", 0.55, 0), new RelativeError(0.3, false), 300, 2);
    assertThat(mean.lastMean()).isGreaterThan(1);
  }

  @Test
  void noiseThatDoesNotShrinkFlattensTheSlope() {
    Measurement quiet = Measurement.of(new Contest("krum:q=3", "alie", 0.55, 0), KRUM, 600, 2);
    Measurement noisy = Measurement.of(new Contest("krum:q=3", "alie", 0.55, 1), KRUM, 600, 2);
    assertThat(noisy.slope()).isGreaterThan(quiet.slope() + 0.05);
  }

  @Test
  void checkpointsAreTenPerDecade() {
    assertThat(Measurement.checkpoints(100)).startsWith(1, 2, 3).contains(10, 13, 63).endsWith(100);
    assertThat(Measurement.checkpoints(10)).endsWith(8, 10);
  }

  @Test
  void writesTableCurvesAndPicture(@TempDir Path folder) throws Exception {
    Extent few = new Extent(List.of("krum:q=3", "bulyan:q=3"), List.of("alie"), P, 100, 2, 5);
    StringWriter screen = new StringWriter();
    new TheoryVersusPractice(few, folder, new PrintWriter(screen)).run();
    assertThat(screen.toString()).contains("largest ratio  measured over bound");
    assertThat(measured(screen.toString(), "mean"))
        .isGreaterThan(measured(screen.toString(), "krum:q=3") + 1)
        .isGreaterThan(measured(screen.toString(), "bulyan:q=3") + 1);
    assertThat(folder.resolve("theory.png")).isNotEmptyFile();
    List<String> lines = Files.readAllLines(folder.resolve("theory.csv"));
    assertThat(lines.get(0)).isEqualTo("rule,attack,tau,p,rounds,mean,spread,bound");
    assertThat(lines).hasSize(1 + 4 * Measurement.checkpoints(100).length);
    assertThat(Files.readString(folder.resolve("theory.md"))).startsWith("| rule |");
  }

  /** The mean of the first row of a rule. */
  private static double measured(String table, String rule) {
    String row =
        table.lines().filter(line -> line.startsWith(rule + " ")).findFirst().orElseThrow();
    return Double.parseDouble(row.split(" +", -1)[6]);
  }

  @Test
  void extentsAreNamed() {
    assertThat(Extent.of("short")).isEqualTo(Extent.SHORT);
    assertThat(Extent.of("long")).isEqualTo(Extent.LONG);
    assertThatThrownBy(() -> Extent.of("--help")).hasMessageContaining("need short or long");
  }

  @Test
  void tooFewRoundsAreRefused() {
    assertThatThrownBy(() -> new Extent(List.of("median"), List.of("alie"), P, 5, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rounds=5");
  }
}
