package io.github.brsgd.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.training.RoundRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReportTest {

  @TempDir private Path folder;
  private RunRecord record;

  @BeforeEach
  void begin() throws IOException {
    Path run = Samples.run(folder.resolve("run"), "krum:q=3", "ipm:tau=10", 1, 12);
    record = RunRecord.read(run.resolve(RunRecord.FILE));
  }

  private LiveReport live(String name) {
    return new LiveReport(
        Path.of(name),
        RunRecord.begun(record.configuration(), record.provenance()),
        Optional.empty());
  }

  private HtmlPage open(LiveReport report) throws IOException {
    Path file = folder.resolve("page.html");
    Files.writeString(file, report.page());
    try (Browser browser = new Browser()) {
      HtmlPage page = browser.open(file);
      // Neither files nor addresses: only the page itself and the icon that is none.
      assertThat(browser.requested())
          .allMatch(url -> url.getProtocol().equals("data") || url.getPath().endsWith("page.html"));
      return page;
    }
  }

  @Test
  void beforeTheFirstRoundThereIsAPageThatClaimsNothing() throws IOException {
    String text = open(live("runs/a")).asNormalizedText();
    assertThat(text)
        .contains("running, 0 of 12 rounds", "It was not evaluated yet.", "No round was done")
        .doesNotContain("None of these rules weighs");
  }

  @Test
  void growsWithTheRoundsToTheChartsOfTheReport() throws IOException {
    LiveReport live = live("runs/a");
    List<RoundRecord> rounds = Samples.history(12, 1, true);
    rounds.subList(0, 5).forEach(live::add);
    assertThat(open(live).asNormalizedText())
        .contains("running, 5 of 12 rounds", "Accuracy so far:", "81.0");
    rounds.subList(5, 12).forEach(live::add);
    HtmlPage page = open(live);
    assertThat(page.asNormalizedText()).contains("running, 12 of 12 rounds");
    Path report = HtmlReport.write(List.of(folder.resolve("run")), folder);
    assertThat(charts(live.page())).isNotEmpty().isEqualTo(charts(Files.readString(report)));
  }

  private static String charts(String page) {
    int from = page.indexOf("<div class=\"charts\">");
    return page.substring(from, page.lastIndexOf("</figure>"));
  }

  @Test
  void asksForItselfAgainAndForNothingElse() throws IOException {
    LiveReport live = live("runs/a");
    live.add(Samples.round(0, 1, OptionalDouble.empty(), OptionalDouble.of(0.5)));
    String text = live.page();
    assertThat(text)
        .contains("http-equiv=\"refresh\" content=\"5\"")
        .contains("width=device-width", "class=\"scroll\"")
        .contains(LiveReport.POLICY.replace("'", "&#x27;"))
        .doesNotContain("<script");
    assertThat(open(live).getAnchors()).isEmpty();
  }

  @Test
  void namesCannotBecomeMarkup() throws IOException {
    assertThat(live("<script>alert(1)</script>").page())
        .doesNotContain("<script>")
        .contains("&lt;script&gt;");
  }
}
