package io.github.brsgd.cli.report.html;

import static io.github.brsgd.cli.report.html.Samples.cell;
import static io.github.brsgd.cli.report.html.Samples.comparison;
import static io.github.brsgd.cli.report.html.Samples.round;
import static io.github.brsgd.cli.report.html.Samples.run;
import static j2html.TagCreator.p;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.CellResult.State;
import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.training.RoundRecord;
import j2html.tags.DomContent;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

  @TempDir Path folder;
  private final Browser browser = new Browser();

  @AfterEach
  void close() {
    browser.close();
  }

  private HtmlPage report(Path... folders) throws IOException {
    return browser.open(HtmlReport.write(List.of(folders), folder));
  }

  private static List<String> texts(HtmlPage page, String selector) {
    return page.querySelectorAll(selector).stream().map(DomNode::getTextContent).toList();
  }

  private static String description(HtmlPage page, String id) {
    DomElement svg = page.getElementById(id);
    assertThat(svg).as(id).isNotNull();
    return svg.querySelector("desc").getTextContent();
  }

  private Path twoRules(String name) throws IOException {
    List<CellResult> results = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      results.add(cell("mean", "none", seed, State.DONE, 0.91));
      results.add(cell("mean", "ipm:tau=10", seed, State.ABORTED, 0.1));
      results.add(cell("krum:q=2", "none", seed, State.DONE, 0.9));
      results.add(cell("krum:q=2", "ipm:tau=10", seed, State.DONE, 0.86 + 0.01 * seed));
      results.add(cell("krum:q=3", "none", seed, State.DONE, 0.89));
      results.add(cell("krum:q=3", "ipm:tau=10", seed, State.DONE, 0.80 + 0.01 * seed));
      results.add(cell("bulyan:q=3", "ipm:tau=10", seed, State.IMPOSSIBLE, Double.NaN));
    }
    return comparison(
        folder.resolve(name),
        List.of("mean", "krum:q=2", "krum:q=3", "bulyan:q=3"),
        List.of("none", "ipm:tau=10"),
        2,
        results);
  }

  @Test
  void everyChartAndTableIsThereAndNoRequestLeavesTheFile() throws IOException {
    Path a = twoRules("a");
    HtmlPage page =
        report(
            a,
            run(folder.resolve("r1"), "krum:q=3", "ipm:tau=10", 1, 40),
            run(folder.resolve("r2"), "krum:q=3", "ipm:tau=10", 2, 40),
            run(folder.resolve("r3"), "median", "ipm:tau=10", 1, 40));
    assertThat(texts(page, "svg > title"))
        .containsExactly(
            "Rule by attack", "Rule by q", "Test accuracy", "Gradient norm", "Attackers’ weight");
    assertThat(texts(page, "caption"))
        .containsExactly(
            "Leaderboard: rules by their accuracy in the worst case, %",
            "Checksums of the data files",
            "Results, test accuracy in %",
            "Every run",
            "Checksums of the data files");
    for (DomNode svg : page.querySelectorAll("svg")) {
      DomElement element = (DomElement) svg;
      assertThat(element.getAttribute("role")).isEqualTo("img");
      assertThat(element.getAttribute("viewBox")).isNotEmpty();
      for (String id : element.getAttribute("aria-labelledby").split(" ", -1)) {
        assertThat(page.getElementById(id).getTextContent()).isNotBlank();
      }
    }
    assertThat(page.querySelectorAll("tbody tr > th[scope=row]"))
        .hasSameSizeAs(page.querySelectorAll("tbody tr"));
    assertThat(page.querySelectorAll("thead th"))
        .allMatch(th -> "col".equals(((DomElement) th).getAttribute("scope")));
    assertThat(page.querySelectorAll("script, img, iframe, object, embed, [src], [srcset]"))
        .isEmpty();
    assertThat(browser.requested()).hasSize(1);
    assertThat(Files.readString(folder.resolve("report.html")))
        .doesNotContain("http:", "https:", "//", "@import", "url(\"");
    List<String> ids =
        page.querySelectorAll("[id]").stream().map(n -> ((DomElement) n).getId()).toList();
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void nodesThatDifferAreShown() throws IOException {
    Path run = run(folder.resolve("r1"), "median", "", 7, 10);
    Path file = run.resolve("partition.csv");
    Files.writeString(file, "node,examples,cat,dog\n0,1200,1000,200\n1,800,0,800\n");
    HtmlPage page = report(run);
    assertThat(texts(page, "svg > title")).contains("Labels per node");
    assertThat(texts(page, "figcaption p"))
        .anyMatch(
            text ->
                text.startsWith(
                    "2 nodes: 800 to 1,200 examples and 1 to 2 of 2 classes each; seed 7."));
    assertThat(texts(page, "caption")).contains("Labels per node");
    assertThat(texts(page, "td")).contains("1,000");
    Files.writeString(file, "node,examples,cat,dog\n0,1200,1000,200");
    assertThatThrownBy(() -> report(run))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("partition.csv")
        .hasMessageContaining("cut off");
  }

  @Test
  void nodesThatDifferAreShownOfComparisonsToo() throws IOException {
    Path comparison = twoRules("a");
    assertThat(texts(report(comparison), "svg > title")).doesNotContain("Labels per node");
    Path file = comparison.resolve("partition-1.csv");
    Files.writeString(file, "node,examples,cat,dog\n0,1200,1000,200\n1,800,0,800\n");
    HtmlPage page = report(comparison);
    assertThat(texts(page, "svg > title")).contains("Labels per node");
    assertThat(texts(page, "td")).contains("1,000");
    Files.writeString(file, "node,examples,cat,dog\n0,1200,1000,200");
    assertThatThrownBy(() -> report(comparison))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("partition-1.csv");
  }

  @Test
  void theBrowserWouldNoticeARequest() throws IOException {
    Path page = folder.resolve("page.html");
    Files.writeString(
        page, "<html><body><img src='http://localhost/x'><img src='beside.png'></body></html>");
    browser.open(page);
    assertThat(browser.requested()).extracting(URL::getPath).contains("/x");
  }

  @Test
  void chartsTellTheirFindingInWords() throws IOException {
    HtmlPage page = report(twoRules("a"));
    assertThat(description(page, "comparison-1-attacks"))
        .isEqualTo(
            "Accuracy in the worst case: krum:q=2 87.5 under ipm:tau=10; krum:q=3 81.5 under"
                + " ipm:tau=10; mean aborted under ipm:tau=10; bulyan:q=3 not known.");
    assertThat(description(page, "comparison-1-q"))
        .isEqualTo("Best q by worst accuracy: krum q=2 with 87.5\u00A0%.");
    assertThat(page.querySelector(".finding").getTextContent())
        .isEqualTo(
            "4 rules × 1 attack, 2 seeds. Best in the worst case: krum:q=2, 87.5\u00A0% under"
                + " ipm:tau=10.");
    assertThat(page.querySelectorAll("#comparison-1-attacks .worst")).hasSize(3);
    assertThat(page.querySelectorAll("#comparison-1-attacks .hatched")).hasSize(2);
    assertThat(texts(page, "#comparison-1-attacks .value"))
        .contains("87.5±0.7", "n/a", "aborted", "–");
  }

  @Test
  void runsThatDifferBySeedAreOneWithItsSpread() throws IOException {
    HtmlPage page =
        report(
            run(folder.resolve("r1"), "krum:q=3", "ipm:tau=10", 1, 40),
            run(folder.resolve("r3"), "krum:q=3", "ipm:tau=10", 3, 40));
    assertThat(texts(page, ".legend li")).containsExactly("Akrum:q=3");
    assertThat(description(page, "runs-1-accuracy"))
        .isEqualTo(
            "accuracy on the test images, %, at the end: A krum:q=3 82.0 % (81.0 % to 83.0 %)"
                + " after round 40.");
    assertThat(page.querySelectorAll("#runs-1-accuracy .band")).hasSize(1);
    assertThat(page.asNormalizedText()).contains("82.0 ± 1.4").contains("band: from the least");
  }

  @Test
  void aGoodAccuracyDoesNotHideThatAPoisoningSucceeds() throws IOException {
    RoundRecord round =
        new RoundRecord(
            0,
            0.5,
            0.7,
            1,
            1,
            0.9,
            OptionalDouble.of(0.2),
            9,
            List.of(),
            false,
            OptionalDouble.of(0.9),
            OptionalDouble.of(0.98),
            List.of());
    HtmlPage page =
        report(run(folder.resolve("r"), "mean", "backdoor:target=3", 1, List.of(round), ""));
    assertThat(page.querySelector(".finding").getTextContent())
        .isEqualTo(
            "1 setting, 1 run. Accuracy at the end: mean, 90.0\u00A0%, while the poisoning succeeds in"
                + " 98.0\u00A0% of its trials.");
    assertThat(texts(page, "thead th")).contains("attack success");
  }

  @Test
  void sectionsOfOneKindAreToldApartByTheirFolders() throws IOException {
    HtmlPage page = report(twoRules("a"), twoRules("b"));
    assertThat(texts(page, "h2"))
        .containsExactly(
            "Comparison on mnist, mlp: " + folder.resolve("a"),
            "Comparison on mnist, mlp: " + folder.resolve("b"));
    assertThat(texts(page, "nav a")).isEqualTo(texts(page, "h2"));
  }

  @Test
  void theSameRunTwiceIsNoSpread() throws IOException {
    HtmlPage page =
        report(
            run(folder.resolve("r1"), "krum:q=3", "ipm:tau=10", 1, 40),
            run(folder.resolve("again"), "krum:q=3", "ipm:tau=10", 1, 40));
    assertThat(texts(page, ".legend li")).hasSize(2).last().asString().contains("again");
    assertThat(page.querySelectorAll(".band")).isEmpty();
    assertThat(page.asNormalizedText()).contains("there is no spread to show");
  }

  @Test
  void whatCannotBeShownIsSaidInWords() throws IOException {
    HtmlPage page =
        report(
            comparison(
                folder.resolve("c"),
                List.of("mean"),
                List.of("none"),
                1,
                List.of(cell("mean", "none", 1, State.DONE, 0.9))),
            run(folder.resolve("r"), "median", "", 1, List.of(), "round 0: too many rows"));
    assertThat(texts(page, ".missing"))
        .containsExactly(
            "No rule was run with more than one q. Put krum:q=1 and krum:q=2 side by side to see"
                + " what q does.",
            "No round of these runs was evaluated.",
            "No round has a finite honest gradient.",
            "Nobody attacks in these runs: nothing to accept.");
    assertThat(page.asNormalizedText())
        .contains("there is no worst case", "aborted after 0 of 1 rounds");
    assertThat(texts(page, "details li")).anyMatch(t -> t.contains("round 0: too many rows"));
  }

  @Test
  void rulesWithoutWeightsSayWhyNoneAreShown() throws IOException {
    HtmlPage page = report(run(folder.resolve("r"), "median", "ipm:tau=10", 1, 10));
    assertThat(texts(page, ".missing").get(0)).contains("None of these rules weighs whole nodes");
  }

  @Test
  void oneRoundAndNumbersThatAreNoneAreDrawn() throws IOException {
    List<RoundRecord> one = List.of(round(0, 1, OptionalDouble.of(0.2), OptionalDouble.of(0.5)));
    List<RoundRecord> wild = new ArrayList<>();
    for (int k = 0; k < 30; k++) {
      double norm =
          k == 9 ? Double.NaN : k == 10 ? Double.POSITIVE_INFINITY : k == 11 ? 0 : Math.pow(10, k);
      wild.add(round(k, norm, OptionalDouble.of(0), OptionalDouble.of(Double.NaN)));
    }
    HtmlPage page =
        report(
            run(folder.resolve("one"), "krum:q=3", "ipm:tau=10", 1, one, ""),
            run(folder.resolve("wild"), "mean", "ipm:tau=10", 1, wild, "diverged"));
    assertThat(page.querySelectorAll("svg .dot")).isNotEmpty();
    assertThat(page.asNormalizedText()).contains("What is beyond the scale is cut off");
    assertThat(Files.readString(folder.resolve("report.html"))).doesNotContain("NaN", "Infinity");
  }

  @Test
  void markupInFilesIsText() throws IOException {
    String evil = "<script>alert(1)</script>";
    HtmlPage page =
        report(
            comparison(
                folder.resolve("c"),
                List.of(evil),
                List.of("none", "\"><img src=x>"),
                1,
                List.of(cell(evil, "\"><img src=x>", 1, State.DONE, 0.9))),
            run(folder.resolve("javascript:alert(1)?&#"), evil, "</style><b>", 1, 10));
    assertThat(page.querySelectorAll("script, img, b")).isEmpty();
    assertThat(page.asNormalizedText()).contains(evil);
    assertThat(browser.requested()).hasSize(1);
    assertThat(page.getAnchors())
        .extracting(HtmlAnchor::getHrefAttribute)
        .contains("javascript%3Aalert%281%29%3F%26%23/rounds.csv")
        .allMatch(href -> href.startsWith("#") || !href.contains(":"));
  }

  @Test
  void linksLeadToTheFiles() throws IOException {
    Path out = Files.createDirectories(folder.resolve("out"));
    Path r = run(folder.resolve("a run, with ü"), "krum:q=3", "ipm:tau=10", 1, 10);
    HtmlPage page = browser.open(HtmlReport.write(List.of(r), out));
    HtmlAnchor link = page.getAnchorByText("rounds.csv");
    assertThat(link.getHrefAttribute()).isEqualTo("../a%20run%2C%20with%20%C3%BC/rounds.csv");
    assertThat(page.getFullyQualifiedUrl(link.getHrefAttribute()).openStream()).isNotEmpty();
  }

  @Test
  void manyRulesArePutIntoSeveralCharts() throws IOException {
    List<Path> runs = new ArrayList<>();
    for (int q = 0; q < 10; q++) {
      runs.add(run(folder.resolve("r" + q), "phocas:q=" + q, "ipm:tau=10", 1, 300));
    }
    HtmlPage page = report(runs.toArray(Path[]::new));
    assertThat(texts(page, "figcaption h3"))
        .contains("Test accuracy, A to H", "Test accuracy, I to J");
    assertThat(page.asNormalizedText()).contains("Each point is the mean of 3 rounds.");
  }

  @Test
  void sameResultsGiveSameBytes() throws IOException {
    Path a = twoRules("a");
    Path r = run(folder.resolve("r"), "krum:q=3", "ipm:tau=10", 1, 10);
    byte[] first = Files.readAllBytes(HtmlReport.write(List.of(a, r), folder));
    assertThat(HtmlReport.write(List.of(a, r), folder)).hasBinaryContent(first);
  }

  /** All that a section of a kind of results of its own takes. */
  private static final class Notes implements Chapter<String> {

    @Override
    public String file() {
      return "notes.txt";
    }

    @Override
    public String read(Path folder) throws IOException {
      return Files.readString(folder.resolve(file()));
    }

    @Override
    public List<Section> sections(Map<Path, String> results, Links links) {
      return List.of(
          Section.of("notes-1", "Notes", p(String.join(", ", results.values())), p("No more.")));
    }
  }

  @Test
  void aSectionIsOneClassAndItsPlaceInTheList() throws IOException {
    Path notes = Files.createDirectories(folder.resolve("notes"));
    Files.writeString(notes.resolve("notes.txt"), "a < b");
    HtmlPage page =
        browser.open(
            HtmlReport.write(
                List.of(notes, run(folder.resolve("r"), "krum:q=3", "ipm:tau=10", 1, 10)),
                folder,
                List.of(new Notes(), new Runs())));
    assertThat(texts(page, "h2")).containsExactly("Notes", "Runs on mnist, mlp");
    assertThat(texts(page, "#notes-1 .finding")).containsExactly("a < b");
    assertThat(texts(page, "nav a")).isEqualTo(texts(page, "h2"));
  }

  @Test
  void aComparisonThatHoldsNothingIsAnError() throws IOException {
    Path c = twoRules("c");
    Files.writeString(c.resolve("compare.json"), "null");
    assertThatThrownBy(() -> report(c))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("compare.json: holds nothing");
  }

  @Test
  void whatCannotBeDrawnSaysWhy() {
    DomContent figure =
        Figure.orMissing(
            "Norm",
            () -> {
              throw new IllegalArgumentException("norm: need finite numbers, got NaN");
            });
    assertThat(figure.render())
        .contains("Norm", "This chart cannot be drawn: norm: need finite numbers, got NaN.");
  }

  @Test
  void extremeNormsDoNotCostTheReport() throws IOException {
    List<RoundRecord> rounds = new ArrayList<>();
    double[] norms = {1.7e308, Double.MAX_VALUE, 1e-310, 1e200, 1e-200, Double.MIN_VALUE};
    for (int k = 0; k < 600; k++) {
      rounds.add(
          round(k, norms[k / 100], OptionalDouble.of(0.1), OptionalDouble.of(0.1 + 1e-17 * k)));
    }
    HtmlPage page = report(run(folder.resolve("r"), "krum:q=3", "ipm:tau=10", 1, rounds, ""));
    assertThat(texts(page, "svg > title")).contains("Test accuracy", "Gradient norm");
  }

  @Test
  void anAttackThatIsNoneIsExplained() throws IOException {
    HtmlPage page =
        report(
            comparison(
                folder.resolve("c"),
                List.of("median"),
                List.of("alie", "an-attack-not-at-hand"),
                1,
                List.of(
                    new CellResult("median", "alie", 1, 1, State.DONE, 0.9, 100, 1),
                    cell("median", "an-attack-not-at-hand", 1, State.DONE, 0.8))));
    assertThat(texts(page, "#comparison-1-attacks .value"))
        .containsExactly("80.0", "90.0°", "80.0");
    assertThat(page.asNormalizedText()).contains("°: alie sends exactly the honest mean");
  }
}
