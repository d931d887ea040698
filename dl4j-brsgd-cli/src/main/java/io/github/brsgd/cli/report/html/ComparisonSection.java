package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;

import io.github.brsgd.cli.compare.CellSummary;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.compare.ResultMatrix;
import io.github.brsgd.cli.compare.ResultTable;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.report.LabelsOfNodes;
import j2html.tags.DomContent;
import j2html.tags.specialized.PTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison: which rule holds in the worst case, the whole matrix, and what q does to it. */
final class ComparisonSection {

  private static final String CSV = "compare.csv";

  private final String id;
  private final String suffix;
  private final Path folder;
  private final ComparisonRecord record;
  private final ResultMatrix matrix;
  private final List<String> ranking;
  private final boolean isSpread;
  private final Links links;

  ComparisonSection(String id, String suffix, Path folder, ComparisonRecord record, Links links) {
    this.suffix = suffix;
    this.id = id;
    this.folder = folder;
    this.record = record;
    this.links = links;
    this.matrix = new ResultMatrix(record.comparison(), record.results());
    this.isSpread = record.comparison().seeds() > 1;
    this.ranking = matrix.ranking();
  }

  Section section() throws IOException {
    Comparison comparison = record.comparison();
    return Section.of(
        id,
        "Comparison on " + comparison.data().title() + ", " + comparison.model() + suffix,
        finding(),
        attacks(),
        new ComparisonLeaderboard(matrix, ranking).table(),
        new QualityByQ(id, "worst accuracy", Scale.ACCURACY, QualityByQ.families(worstByRule()))
            .figure(
                record.comparison().rules().stream().anyMatch(this::fewer)
                    ? "A rule set to fewer than all attackers met only q of them."
                    : ""),
        labels(),
        h3("Settings"),
        settings(),
        provenance());
  }

  private PTag finding() {
    PTag text =
        p(
            Words.count(record.comparison().rules().size(), "rule")
                + " × "
                + Words.count(matrix.attacks().size(), "attack")
                + ", "
                + Words.count(record.comparison().seeds(), "seed")
                + ". ");
    Optional<CellSummary> best = matrix.worst(ranking.get(0)).filter(c -> c.value() >= 0);
    if (best.isEmpty()) {
      return text.withText(
          matrix.attacks().isEmpty()
              ? "Nobody attacks in this comparison, so there is no worst case."
              : "No rule is known to hold under an attack.");
    }
    return text.withText("Best in the worst case: ")
        .with(code(best.get().rule()))
        .withText(", " + Words.percent(best.get().mean().orElseThrow()) + " under ")
        .with(code(best.get().attack()))
        .withText(fewer(best.get().rule()) ? ", but with fewer attackers than others met." : ".");
  }

  /** Whether a rule met fewer attackers than others because it is set to withstand fewer. */
  private boolean fewer(String rule) {
    return matrix.attackers(rule).orElse(record.comparison().attackers())
        < record.comparison().attackers();
  }

  private DomContent attacks() {
    ResultTable table = new ResultTable(record.comparison(), record.results());
    String explanation =
        "Test accuracy in %"
            + (isSpread ? ", mean ± deviation over the seeds" : "")
            + ". Framed, with a corner: the attack under which the rule does worst. Hatched: a run"
            + " was aborted. * what was left of a run that diverged; – not run; n/a cannot be run."
            + table.caveats();
    String heading = "Rule by attack";
    return Figure.orMissing(
        heading, () -> Figure.wide(heading, explanation, table.grid(id + "-attacks")));
  }

  private Map<String, Double> worstByRule() {
    Map<String, Double> worst = new LinkedHashMap<>();
    for (String rule : record.comparison().rules()) {
      matrix
          .worst(rule)
          .ifPresent(c -> worst.put(rule, c.value() < 0 ? Double.NEGATIVE_INFINITY : c.value()));
    }
    return worst;
  }

  /** Of the first seed: others differ by the draw alone. */
  private DomContent labels() throws IOException {
    Comparison comparison = record.comparison();
    long seed = comparison.schedule().seed();
    String file = LabelsOfNodes.file(seed, comparison.seeds());
    return each(
        LabelsFile.read(folder.resolve(file)).stream()
            .map(counts -> new NodeLabels(id, seed, counts).element()));
  }

  private DomContent settings() {
    Comparison comparison = record.comparison();
    Schedule schedule = comparison.schedule();
    return new Facts()
        .add("data", comparison.data().title())
        .add(comparison.data())
        .add("network", comparison.model())
        .add("nodes", String.valueOf(schedule.nodes()))
        .add("attackers", String.valueOf(comparison.attackers()))
        .add(schedule, comparison.seeds())
        .add(Settings.FAILED_ROUND, Settings.words(comparison.onFailedRound()))
        .element();
  }

  private DomContent provenance() throws IOException {
    int planned =
        record.comparison().rules().size()
            * record.comparison().attacks().size()
            * record.comparison().seeds();
    String runs = record.results().size() + " of " + planned;
    return new Origin(folder, CSV, ComparisonRecord.FILE, runs, "started")
        .of(record.provenance(), links);
  }
}
