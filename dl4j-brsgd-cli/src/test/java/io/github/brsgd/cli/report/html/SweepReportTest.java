package io.github.brsgd.cli.report.html;

import static io.github.brsgd.cli.report.html.Samples.candidate;
import static io.github.brsgd.cli.report.html.Samples.run;
import static io.github.brsgd.cli.report.html.Samples.sweep;
import static io.github.brsgd.cli.report.html.Samples.trial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.cli.sweep.SweepConfig.Measure;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.sweep.CandidateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepReportTest {

  private static final String IPM = "ipm:tau=10";

  @TempDir Path folder;
  private final Browser browser = new Browser();

  @AfterEach
  void close() {
    browser.close();
  }

  private static List<String> texts(HtmlPage page, String selector) {
    return page.querySelectorAll(selector).stream().map(DomNode::getTextContent).toList();
  }

  private HtmlPage report(Path sweep) throws IOException {
    return browser.open(HtmlReport.write(List.of(sweep), folder));
  }

  private static CandidateResult[] candidates() {
    return new CandidateResult[] {
      candidate(0, "krum", 2, 0.6, 1, trial("", 0.9), trial(IPM, 0.85)),
      candidate(1, "krum", 3, 0.7, 0.5, trial("", 0.89), trial(IPM, 0.87)),
      candidate(2, "median", 3, 0.8, 2, trial("", 0.9), trial(IPM, 0.8)),
      candidate(3, "median", 3, 0.55, 9, trial("", Double.NEGATIVE_INFINITY)),
      candidate(4, "bulyan", 3, 0.9, 0.1)
    };
  }

  private SweepRecord.Outcome outcome() throws IOException {
    run(folder.resolve("s/winner/run-1"), "krum:q=3", "", 1, 20);
    run(folder.resolve("s/winner/run-2"), "krum:q=3", IPM, 1, 20);
    return new SweepRecord.Outcome(
        true,
        5,
        4,
        1,
        1,
        0,
        1,
        List.of(
            new SweepRecord.Test("", 1, 0.88, "winner/run-1"),
            new SweepRecord.Test(IPM, 1, 0.86, "winner/run-2")));
  }

  @Test
  void everyChartAndTableOfASweepIsThere() throws IOException {
    CandidateResult[] candidates = Arrays.copyOf(candidates(), 6);
    // Behind the end of the search: it was run but does not count.
    candidates[5] = candidate(5, "krum", 2, 0.6, 1, trial("", 0.99), trial(IPM, 0.99));
    HtmlPage page = report(sweep(folder.resolve("s"), Measure.ACCURACY, outcome(), candidates));
    assertThat(texts(page, "svg > title"))
        .containsExactly(
            "Score by p",
            "Score by alpha_0",
            "Rule by attack",
            "Rule by q",
            "Test accuracy",
            "Gradient norm",
            "Attackers’ weight");
    assertThat(texts(page, "caption"))
        .containsExactly(
            "Leaderboard: 5 candidates by worst validation accuracy, %",
            "The winner, trained on all training images, on the test images",
            "Checksums of the data files");
    assertThat(texts(page, ".finding"))
        .containsExactly(
            "5 candidates by random search, each under 2 attacks with 1 seed. Best: krum, q=3,"
                + " p=0.700, alpha_0=0.500: worst validation accuracy 87.0\u00A0%. On the test images:"
                + " at worst 86.0\u00A0%.");
    assertThat(texts(page, "svg desc"))
        .contains(
            "4 candidates, worst validation accuracy. Best: krum at alpha_0=0.500 with 87.0\u00A0%;"
                + " least: median at alpha_0=2.00 with 80.0\u00A0%; 1 ended early.",
            "The best candidate of each rule, worst validation accuracy: krum 87.0\u00A0%, worst under"
                + " ipm:tau=10; median 80.0\u00A0%, worst under ipm:tau=10.",
            "Best q by worst validation accuracy: krum q=3 with 87.0\u00A0%.");
    assertThat(page.querySelectorAll("svg .ring")).hasSize(2);
    assertThat(page.querySelectorAll("svg .cross")).hasSize(2);
    assertThat(texts(page, "details li"))
        .containsExactly("cannot be run: Bulyan: need m >= 4q+3 (candidate 4)");
    assertThat(page.getAnchorByText("rounds.csv").getHrefAttribute())
        .isEqualTo("s/winner/run-1/rounds.csv");
    assertThat(texts(page, "details code")).contains("brsgd sweep --out 'a b'");
    assertThat(browser.requested()).hasSize(1);
  }

  @Test
  void aSweepThatHasNotEndedSaysSo() throws IOException {
    Path s = sweep(folder.resolve("s"), Measure.ACCURACY, null, candidates());
    Files.writeString(s.resolve("candidates/candidate-0005.json.part"), "{ half");
    HtmlPage page = report(s);
    assertThat(page.asNormalizedText())
        .contains("this is what there is so far", "No candidate has met the test images yet.");
  }

  @Test
  void aSweepWithoutAnyCandidateSaysSo() throws IOException {
    HtmlPage page = report(sweep(folder.resolve("s"), Measure.ACCURACY, null));
    assertThat(page.querySelectorAll("svg")).isEmpty();
    assertThat(texts(page, ".missing"))
        .contains(
            "No candidate got through all its runs.", "No candidate has met the test images yet.");
    page = report(sweep(folder.resolve("t"), Measure.ACCURACY, null, candidates()[3]));
    assertThat(page.asNormalizedText()).contains("No candidate got through all its runs.");
    assertThat(texts(page, "#sweep-1-attacks .value")).containsExactly("ended", "ended", "–");
  }

  @Test
  void lossesAreBetterTheLowerTheyAre() throws IOException {
    HtmlPage page =
        report(
            sweep(
                folder.resolve("s"),
                Measure.LOSS,
                null,
                candidate(0, "krum", 2, 0.6, 1, trial("", 0.5), trial(IPM, 0.5)),
                candidate(1, "krum", 3, 0.6, 1, trial("", 0.4), trial(IPM, 0.4))));
    assertThat(texts(page, ".finding").get(0))
        .contains("Best: krum, q=3", "worst validation loss 0.400");
    assertThat(texts(page, "svg desc"))
        .contains("Best q by worst validation loss: krum q=3 with loss 0.400.");
    assertThat(texts(page, ".missing")).contains("All candidates have p=0.6: nothing to compare.");
    assertThat(texts(page, "#sweep-1-q .on5, #sweep-1-q .value")).contains("0.400", "0.500");
  }

  @Test
  void everyMarkIsWithinItsChart() throws IOException {
    CandidateResult[] candidates = new CandidateResult[9];
    for (int i = 0; i < candidates.length; i++) {
      candidates[i] =
          candidate(
              i, "krum", 2, 0.55 + 0.01 * i, i == 0 ? 1e-9 : i, trial("", 0.5), trial(IPM, 0.5));
    }
    HtmlPage page = report(sweep(folder.resolve("s"), Measure.ACCURACY, null, candidates));
    assertThat(page.querySelectorAll("#sweep-1-alpha_0 .mark"))
        .hasSize(candidates.length)
        .allSatisfy(
            mark ->
                assertThat(
                        Double.parseDouble(mark.getAttributes().getNamedItem("x").getNodeValue()))
                    .isBetween(54.0, 420.0));
  }

  @Test
  void extremeLossesDoNotCostTheReport() throws IOException {
    HtmlPage page =
        report(
            sweep(
                folder.resolve("s"),
                Measure.LOSS,
                null,
                candidate(0, "krum", 2, 0.6, 1e-310, trial("", 1.7e308), trial(IPM, 1.7e308)),
                candidate(1, "krum", 3, 0.7, 1e300, trial("", 1e-310), trial(IPM, 1e-310))));
    assertThat(texts(page, "svg > title"))
        .containsExactly("Score by p", "Score by alpha_0", "Rule by attack", "Rule by q");
  }

  @Test
  void aDamagedCandidateIsAnError() throws IOException {
    Path s = sweep(folder.resolve("s"), Measure.ACCURACY, null, candidates());
    Files.writeString(s.resolve("candidates/candidate-0002.json"), "{ \"index\" : 2");
    assertThatThrownBy(() -> report(s))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("candidate-0002.json");
  }
}
