package io.github.brsgd.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.chromium.Chromium;
import io.github.brsgd.cli.chromium.Layout;
import io.github.brsgd.cli.chromium.Window;
import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.SuspectedNodes;
import io.github.brsgd.cli.sweep.SweepConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reports as Chromium lays them out, on a laptop and on a phone. */
@EnabledIf(
    value = "io.github.brsgd.cli.chromium.Chromium#isHere",
    disabledReason = "no Chromium on the PATH")
class RenderedReportTest {

  private static final String CHAIN = "clip:c=2+nnm:q=3+trimmed-mean:q=3";
  private static final List<String> RULES =
      List.of("mean", "krum:q=3", "multi-krum:q=3", "median", CHAIN, "geometric-median");
  private static final List<String> ATTACKS =
      List.of("none", "sign-flip:scale=4", "ipm:tau=10", "omniscient", "gaussian", "non-finite");
  private static final List<String> SPLITS = List.of("iid", "dirichlet:alpha=0.5,over=classes");

  @TempDir private static Path folder;
  private static Chromium chromium;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start(folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws IOException {
    chromium.close();
  }

  static List<Window> windows() {
    return List.of(Window.DESKTOP, Window.PHONE);
  }

  private static Path comparison(String name) throws IOException {
    List<CellResult> results = new ArrayList<>();
    for (String rule : RULES) {
      for (String attack : ATTACKS) {
        boolean isAborted = rule.equals("mean") && attack.equals("non-finite");
        results.add(
            Samples.cell(
                rule,
                attack,
                1,
                isAborted ? State.ABORTED : State.DONE,
                0.1 * attack.length() % 1));
        results.add(
            Samples.cell(
                rule, attack, 2, isAborted ? State.ABORTED : State.DONE, 0.1 * rule.length() % 1));
      }
    }
    return Samples.comparison(folder.resolve(name), RULES, ATTACKS, 2, results);
  }

  private static Path sweep(String name) throws IOException {
    return Samples.sweep(
        folder.resolve(name),
        SweepConfig.Measure.ACCURACY,
        null,
        Samples.candidate(0, "krum", 3, 0.6, 1, Samples.trial("none", 0.9)),
        Samples.candidate(1, "median", 3, 0.7, 2, Samples.trial("ipm:tau=10", 0.5)),
        Samples.candidate(2, "bulyan", 3, 0.9, 5));
  }

  /** Every kind of section, with names as long as they come. */
  private static Path report() throws IOException {
    Path watched = Samples.run(folder.resolve("watched"), "median", "zero", 1, 60);
    StringBuilder rows =
        new StringBuilder(
            "round,node,screened,weight,used,norm,distance,cosine,z,log_evidence,suspected\n");
    for (int k = 0; k < 60; k++) {
      rows.append(k).append(",0,false,,0.5,1,1,0.5,-0.25,-1.5,false\n");
      rows.append(k).append(",1,false,,0,9,9,-0.5,8,").append(k).append(',').append(k >= 20);
      rows.append('\n');
    }
    Files.writeString(watched.resolve(SuspectedNodes.ROUNDS), rows);
    Files.writeString(
        watched.resolve("partition.csv"), "node,examples,cat,dog\n0,1200,1000,200\n1,800,0,800\n");
    return HtmlReport.write(
        List.of(
            sweep("sweep"),
            Samples.grid(folder.resolve("grid"), RULES, ATTACKS, List.of(1, 3), SPLITS),
            comparison("comparison-with-a-name-that-is-as-long-as-names-of-folders-come"),
            Samples.run(folder.resolve("r1"), CHAIN, "ipm:tau=10", 1, 60),
            Samples.run(folder.resolve("r2"), CHAIN, "ipm:tau=10", 2, 60),
            watched),
        folder);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void everySectionFitsTheWindow(Window window) throws Exception {
    chromium.size(window);
    chromium.open(report().toUri());
    new Layout(chromium, window).check();
    assertThat(chromium.value("document.querySelectorAll('section').length").asInt()).isEqualTo(4);
    chromium.value("document.querySelectorAll('details').forEach(d => d.open = true)");
    new Layout(chromium, window).check();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void aRunAtWorkFitsTheWindowFromItsFirstRoundOn(Window window) throws Exception {
    Path run = Samples.run(folder.resolve("run"), CHAIN, "ipm:tau=10", 1, 60);
    RunRecord record = RunRecord.read(run.resolve(RunRecord.FILE));
    LiveReport live =
        new LiveReport(
            Path.of("runs/20261130-045046-train"),
            RunRecord.begun(record.configuration(), record.provenance()),
            Optional.empty());
    Path page = folder.resolve("live.html");
    chromium.size(window);
    Files.writeString(page, live.page());
    chromium.open(page.toUri());
    new Layout(chromium, window).check();
    Samples.history(60, 1, true).forEach(live::add);
    Files.writeString(page, live.page());
    chromium.open(page.toUri());
    new Layout(chromium, window).check();
    assertThat(chromium.value("document.querySelectorAll('svg.chart').length").asInt())
        .isEqualTo(3);
  }
}
