package io.github.brsgd.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program from end to end, on rows that take no time, in this process. */
class BenchTest {

  private static final String MEDIAN = "rule median m=7 q=2 d=100 noise";
  private static final String KRUM = "rule krum m=7 q=2 d=100 noise";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(Object... args) {
    CommandLine line = Bench.commandLine(new Effort(0, 1, OptionalInt.of(5)));
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(List.of(args).stream().map(Object::toString).toArray(String[]::new));
  }

  private int runRules(Object... args) {
    Object[] all = {
      "--rules", "median", "krum", "--shape", "7,2,100", "--out", folder.resolve("out")
    };
    Object[] both = Arrays.copyOf(all, all.length + args.length);
    System.arraycopy(args, 0, both, all.length, args.length);
    return run(both);
  }

  private Path guard(Ratio... ratios) throws IOException {
    Path file = folder.resolve("guard.json");
    new Guard(1.5, List.of(ratios)).write(file);
    return file;
  }

  private static Ratio ratio(String name, String over, double stored) {
    return new Ratio(name, List.of(over), List.of(MEDIAN), stored);
  }

  @Test
  void rulesOfTheUsersAreMeasuredWithTheirMemory() throws IOException {
    assertThat(runRules()).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("machine: ", "Java " + System.getProperty("java.version"))
        .containsPattern("rule +median +7 +2 +100 +noise( +[0-9.]+){3} +[0-9]+")
        .containsPattern("memory +krum +7 +2 +100 +noise");
    assertThat(Files.readString(folder.resolve("out/benchmarks.md")))
        .contains("commit ", "| rule | krum | 7 | 2 | 100 | real-like |");
    assertThat(Files.readAllLines(folder.resolve("out/benchmarks.csv")))
        .hasSize(1 + 2 * 2 + 2)
        .first()
        .isEqualTo("kind,of,m,q,d,rows,ms,best,GB/s,calls,memory MB,\"of [m, d]\"");
  }

  @Test
  void aRatioThatIsWorseOrWasNotMeasuredFails() throws IOException {
    Path file =
        guard(ratio("slow", KRUM, 1e-9), ratio("good", KRUM, 1e9), ratio("lost", "no case", 1e9));
    assertThat(runRules("--only", "rule .* noise", "--guard", file)).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("slow +[0-9.]+ +0.00 +0.00 +worse")
        .containsPattern("good +[0-9.]+ .*as before")
        .containsPattern("lost +- .*not measured");
    assertThat(err.toString()).contains("again, it was ").contains("slow").doesNotContain("good");
  }

  @Test
  void ratiosAreRecordedAndThenHeld() throws IOException {
    Path file = guard(ratio("some", KRUM, 1e9));
    assertThat(runRules("--only", "rule .* noise", "--guard", file)).isZero();
    assertThat(runRules("--only", "rule .* noise", "--guard", file, "--record")).isZero();
    Guard recorded = Guard.read(file);
    assertThat(recorded.tolerance()).isEqualTo(1.5);
    assertThat(recorded.ratios().get(0).stored()).isBetween(1e-3, 1e3);
  }

  @Test
  void networksAndAttacksAreMeasured() throws Exception {
    CaseRunner runner = new CaseRunner(new Effort(0, 1, OptionalInt.of(1)), false);
    for (BenchmarkCase one :
        List.of(
            BenchmarkCase.round("mlp", "krum", 5, 1, 2, 2),
            BenchmarkCase.round("mlp", "mean", 5, 1, 2, 1),
            BenchmarkCase.gradients("mlp", 2, 2, 2, true),
            BenchmarkCase.fit("mlp", 2, 2),
            BenchmarkCase.attack("alie", 7, 2, 100),
            BenchmarkCase.preAggregation("nnm:q=2", 7, 2, 100))) {
      Measured measured = runner.measure(one);
      assertThat(measured.millis()).as(one.id()).isPositive();
      assertThat(measured.calls()).isPositive();
    }
  }

  @Test
  void aRuleThatDoesNotExistIsTold() {
    assertThat(run("--rules", "one-coordinate", "--out", folder)).isEqualTo(2);
    assertThat(err.toString()).contains("unknown 'one-coordinate'");
  }

  @Test
  void wrongUsageIsToldBeforeAnythingIsMeasured() {
    assertThat(run("--rules", "krum", "--shape", "6,2,100")).isEqualTo(2);
    assertThat(run("--rules", "krum", "--shape", "6,2")).isEqualTo(2);
    assertThat(run("--rules", "krum", "--shape", "2,3,100")).isEqualTo(2);
    assertThat(run("--rules", "krum", "--full")).isEqualTo(2);
    assertThat(run("--rules", "median", "trust")).isEqualTo(2);
    assertThat(run("--shape", "7,2,100")).isEqualTo(2);
    assertThat(run("--only", "(")).isEqualTo(2);
    assertThat(run("--only", "nothing of this name")).isEqualTo(2);
    assertThat(run("--record")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Krum: need m >= 2q+3, got m=6, q=2")
        .contains("need M,Q,D such as 25,5,1000000, got 6,2")
        .contains("need M >= 1, Q <= M and D >= 1, got 2,3,100")
        .contains("--full, --rules: choose one of them")
        .contains("--rules: trust goes by a row of the server's own")
        .contains("--shape: is for --rules")
        .contains("--only: need a regular expression")
        .contains("--only: nothing matches")
        .contains("--record: needs --guard FILE");
  }

  @Test
  void whatWouldBeMeasuredIsListed() {
    assertThat(run("--list", "--only", "bandwidth|fit mlp")).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "bandwidth sum of floats m=1 q=0 d=67108864",
            "fit mlp m=20 q=0 d=79510 32 images, 1 thread, stock layers");
  }
}
