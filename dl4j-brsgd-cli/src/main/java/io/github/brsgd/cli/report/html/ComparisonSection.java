package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.compare.CellSummary;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.compare.ResultMatrix;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.report.svg.Element;
import io.github.brsgd.cli.report.svg.HeatGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A comparison: which rule holds in the worst case, the whole matrix, and what q does to it. */
final class ComparisonSection {

  private static final String CSV = "compare.csv";
  private static final String WORST = "worst";

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
    this.ranking =
        record.comparison().rules().stream()
            .sorted(Comparator.comparingDouble(this::value).reversed())
            .toList();
  }

  /**
   * The accuracy in the worst case; NaN, which comes last, for a rule of which nothing is known.
   */
  private double value(String rule) {
    return matrix.worst(rule).map(CellSummary::value).orElse(-2.0);
  }

  Section section() throws IOException {
    Comparison comparison = record.comparison();
    return Section.of(
        id,
        "Comparison on " + comparison.data().title() + ", " + comparison.model() + suffix,
        finding(),
        heatMap(),
        new ComparisonLeaderboard(matrix, ranking).table(),
        new QualityByQ(id, "worst accuracy", Scale.ACCURACY, QualityByQ.families(worstByRule()))
            .figure(
                record.comparison().rules().stream().anyMatch(this::fewer)
                    ? "A rule set to fewer than all attackers met only q of them."
                    : ""),
        Element.text("h3", "Settings"),
        settings(),
        provenance());
  }

  private Element finding() {
    Element text =
        Element.text(
            "p",
            Words.count(record.comparison().rules().size(), "rule")
                + " × "
                + Words.count(matrix.attacks().size(), "attack")
                + ", "
                + Words.count(record.comparison().seeds(), "seed")
                + ". ");
    Optional<CellSummary> best = matrix.worst(ranking.get(0)).filter(c -> c.value() >= 0);
    if (best.isEmpty()) {
      return text.text(
          matrix.attacks().isEmpty()
              ? "Nobody attacks in this comparison, so there is no worst case."
              : "No rule is known to hold under an attack.");
    }
    return text.text("Best in the worst case: ")
        .add(Words.code(best.get().rule()))
        .text(", " + Words.percent(best.get().mean().orElseThrow()) + " under ")
        .add(Words.code(best.get().attack()))
        .text(fewer(best.get().rule()) ? ", but with fewer attackers than others met." : ".");
  }

  /** Whether a rule met fewer attackers than others because it is set to withstand fewer. */
  private boolean fewer(String rule) {
    return matrix.attackers(rule).orElse(record.comparison().attackers())
        < record.comparison().attackers();
  }

  private String alternative() {
    StringBuilder text = new StringBuilder("Accuracy in the worst case: ");
    for (int i = 0; i < ranking.size(); i++) {
      String rule = ranking.get(i);
      text.append(i == 0 ? "" : "; ")
          .append(rule)
          .append(' ')
          .append(
              matrix
                  .worst(rule)
                  .map(c -> c.text(false) + " under " + c.attack())
                  .orElse("not known"));
    }
    return text.append('.').toString();
  }

  private Element heatMap() {
    List<String> columns = new ArrayList<>(List.of(WORST));
    columns.addAll(record.comparison().attacks());
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    for (String rule : ranking) {
      List<HeatGrid.Square> row = new ArrayList<>();
      Optional<CellSummary> worst = matrix.worst(rule);
      row.add(
          worst
              .map(c -> square(c, false))
              .orElse(new HeatGrid.Square(Double.NaN, CellSummary.NOT_RUN, false, false)));
      for (String attack : record.comparison().attacks()) {
        row.add(
            square(
                matrix.cell(rule, attack),
                worst.isPresent() && worst.get().attack().equals(attack)));
      }
      squares.add(row);
    }
    String explanation =
        "Test accuracy in %"
            + (isSpread ? ", mean ± deviation over the seeds" : "")
            + ". Framed, with a corner: the attack under which the rule does worst. Hatched: a run"
            + " was aborted. * what was left of a run that diverged; – not run; n/a cannot be run.";
    HeatGrid grid =
        new HeatGrid(
            id + "-attacks",
            "Rule by attack",
            alternative(),
            ranking.stream().map(this::label).toList(),
            columns,
            1,
            Scale.ACCURACY.unit(),
            squares);
    return Figure.wide("Rule by attack", explanation, grid.draw());
  }

  private String label(String rule) {
    return fewer(rule)
        ? rule
            + " ("
            + Words.count(matrix.attackers(rule).orElseThrow(), "attacker").replace(' ', '\u00A0')
            + ")"
        : rule;
  }

  private HeatGrid.Square square(CellSummary cell, boolean isWorst) {
    double value =
        cell.isAbortedAtOnce() ? Double.NaN : Words.PERCENT * cell.mean().orElse(Double.NaN);
    String text = cell.text(isSpread);
    return new HeatGrid.Square(
        value, text.equals(CellSummary.NOT_RUN) ? Words.UNKNOWN : text, isWorst, cell.isAborted());
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

  private Element settings() {
    Comparison comparison = record.comparison();
    Schedule schedule = comparison.schedule();
    return new Facts()
        .add("data", comparison.data().title())
        .add(
            "training images",
            comparison.data().examples() == 0 ? "all" : "the first " + comparison.data().examples())
        .add("normalised", comparison.data().normalise() ? "yes" : "no")
        .add("network", comparison.model())
        .add("nodes", String.valueOf(schedule.nodes()))
        .add("attackers", String.valueOf(comparison.attackers()))
        .add("batch", String.valueOf(schedule.batch()))
        .add("rounds", String.valueOf(schedule.rounds()))
        .add("alpha_0", String.valueOf(schedule.alpha0()))
        .add("p", String.valueOf(schedule.p()))
        .add(
            "seeds",
            isSpread
                ? schedule.seed() + " to " + (schedule.seed() + comparison.seeds() - 1)
                : String.valueOf(schedule.seed()))
        .element();
  }

  private Element provenance() throws IOException {
    Provenance p = record.provenance();
    int planned =
        record.comparison().rules().size()
            * record.comparison().attacks().size()
            * record.comparison().seeds();
    return Section.folded(
        "How it was made: files, command, versions, checksums",
        new Facts()
            .add("folder", folder.toString())
            .add(
                "files",
                Element.of(
                    "span",
                    links.to(folder, CSV, CSV),
                    Element.text("span", " "),
                    links.to(folder, ComparisonRecord.FILE, ComparisonRecord.FILE)))
            .add("runs", record.results().size() + " of " + planned)
            .add("started", p.started())
            .add("took", Words.duration(p.wallSeconds()))
            .add(List.of(p))
            .line("command", Words.code(Facts.command(p)))
            .element(),
        Facts.checksums(List.of(p)));
  }
}
