package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.chromium.Chromium;
import io.github.brsgd.cli.chromium.Layout;
import io.github.brsgd.cli.chromium.Window;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.html.LiveReport;
import io.github.brsgd.training.RoundRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that is watched in Chromium, on a laptop and on a phone, from its first round to its end.
 */
@EnabledIf(
    value = "io.github.brsgd.cli.chromium.Chromium#isHere",
    disabledReason = "no Chromium on the PATH")
class RenderedWatchTest {

  private static final String FINDING = "document.querySelector('.finding').textContent";

  @TempDir private Path folder;

  static List<Window> windows() {
    return List.of(Window.DESKTOP, Window.PHONE);
  }

  private static RoundRecord round(int k) {
    return new RoundRecord(
        k,
        1.0 / (k + 1),
        0.7,
        2.0 / (k + 1),
        2.0 / (k + 1),
        0.9,
        OptionalDouble.of(0.1),
        3,
        List.of(),
        false,
        OptionalDouble.of(0.5),
        OptionalDouble.empty(),
        List.of());
  }

  @ParameterizedTest
  @MethodSource("windows")
  void thePageGrowsWithTheRunAndStaysWhenItHasEnded(Window window) throws Exception {
    Path run = folder.resolve("run");
    String line =
        "train --dataset synthetic --examples 100 --nodes 5 --batch 4 --rule krum:q=1 --rounds 30"
            + " --attack ipm:tau=10 --attackers 1 --out ";
    assertThat(Cli.run((Object[]) (line + run).split(" ")).code()).isZero();
    RunRecord ended = RunRecord.read(run.resolve(RunRecord.FILE));
    LiveReport live =
        new LiveReport(
            run, RunRecord.begun(ended.configuration(), ended.provenance()), Optional.empty());
    WatchServer server = WatchServer.on(0);
    try (Chromium chromium = Chromium.start(folder.resolve("profile"))) {
      server.serve(live::page);
      chromium.size(window);
      chromium.open(URI.create(server.address()));
      new Layout(chromium, window).check();
      assertThat(chromium.value(FINDING).asText()).contains("0 of 30 rounds");

      for (int k = 0; k < 10; k++) {
        live.add(round(k));
      }
      chromium.reloaded();
      new Layout(chromium, window).check();
      assertThat(chromium.value(FINDING).asText()).contains("10 of 30 rounds", "50.0");
      assertThat(chromium.value("document.querySelectorAll('svg.chart').length").asInt())
          .isEqualTo(3);
      assertThat(chromium.value("document.querySelectorAll('.line').length").asInt()).isEqualTo(3);

      chromium.value("scrollTo(0, 300)");
      for (int k = 10; k < 30; k++) {
        live.add(round(k));
      }
      server.serveLast(live.lastPage(ended), Duration.ofSeconds(LiveReport.REFRESH_SECONDS));
      server.close();
      chromium.reloaded();
      new Layout(chromium, window).check();
      assertThat(chromium.value("scrollY").asInt()).as("where it was scrolled to").isPositive();
      assertThat(chromium.value(FINDING).asText()).contains("Accuracy at the end");
      assertThat(chromium.requested())
          .allMatch(u -> u.startsWith("data:") || u.equals(server.address()));
      // Longer than a page at work would take to ask again, of a server that is no more.
      Thread.sleep(Duration.ofSeconds(LiveReport.REFRESH_SECONDS + 2).toMillis());
      assertThat(chromium.value("document.title").asText()).contains("brsgd report");
    } finally {
      server.close();
    }
  }
}
