package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.compare.CellSummary;
import io.github.brsgd.cli.compare.Grid;
import io.github.brsgd.cli.compare.GridMatrix;
import io.github.brsgd.cli.compare.GridPlace;
import io.github.brsgd.cli.compare.GridRecord;
import io.github.brsgd.cli.compare.GridTable;
import io.github.brsgd.cli.compare.WorstCase;
import j2html.tags.DomContent;
import j2html.tags.specialized.PTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A grid: which rule is best at which place, and what each keeps under the worst attack. */
final class GridSection {

  private static final String CSV = "grid.csv";
  private static final String MARKS =
      " Hatched: a run was aborted; where none holds, every rule that can be run was aborted under some"
          + " attack. Where none is comparable, every rule lacks an attack that another met. * what was left of a run that diverged; – not run to the end; n/a"
          + " cannot be run.";

  private final String id;
  private final String suffix;
  private final Path folder;
  private final GridRecord record;
  private final Grid grid;
  private final GridMatrix matrix;
  private final GridTable table;
  private final Links links;

  GridSection(String id, String suffix, Path folder, GridRecord record, Links links) {
    this.id = id;
    this.suffix = suffix;
    this.folder = folder;
    this.record = record;
    this.grid = record.grid();
    this.matrix = new GridMatrix(grid, record.results());
    this.table = new GridTable(grid, record.results());
    this.links = links;
  }

  Section section() throws IOException {
    return Section.of(
        id,
        "Worst cases on " + grid.data().dataset() + ", " + grid.network().model() + suffix,
        finding(),
        best(),
        worst(),
        leaderboard(),
        h3("Settings"),
        settings(),
        provenance());
  }

  private PTag finding() {
    return p(
        Words.count(grid.rules().size(), "rule")
            + " × "
            + Words.count(matrix.attacks().size(), "attack")
            + ", "
            + Words.count(grid.seeds(), "seed")
            + ", with "
            + String.join(", ", grid.byzantine().stream().map(String::valueOf).toList())
            + " of "
            + grid.schedule().nodes()
            + " nodes attacking, on "
            + Words.count(grid.partitions().size(), "split")
            + " of the examples. As many attack every rule as the place says; a rule without a q of"
            + " its own is set to that q.");
  }

  private DomContent best() {
    String heading = "Best rule by attackers and split";
    return Figure.orMissing(
        heading,
        () ->
            Figure.wide(
                heading,
                "The rule with the most accuracy under its worst attack, in %"
                    + spread()
                    + "."
                    + MARKS
                    + table.notes(),
                table.bestGrid(id + "-best")));
  }

  private DomContent worst() {
    String heading = "Worst case by rule, attackers and split";
    return Figure.orMissing(
        heading,
        () ->
            Figure.wide(
                heading,
                "Test accuracy in % under the worst of the attacks that can be run there"
                    + spread()
                    + "; all squares on one scale."
                    + MARKS
                    + table.notes(),
                table.worstGrid(id + "-worst")));
  }

  private String spread() {
    return grid.seeds() > 1 ? ", mean ± deviation over the seeds" : "";
  }

  private DomContent leaderboard() {
    DataTable rows =
        new DataTable("Worst case of each rule at each place, %")
            .text("rule")
            .number("attackers")
            .text("split")
            .number("worst")
            .text("under")
            .text("attacks that could be run");
    for (GridPlace place : grid.places()) {
      for (String rule : grid.rules()) {
        WorstCase worst = matrix.worst(rule, place);
        rows.row(
            List.of(
                code(worst.rule()),
                text(String.valueOf(place.byzantine())),
                code(place.partition()),
                text(
                    worst.state() == WorstCase.State.UNFINISHED
                        ? Words.UNKNOWN
                        : worst.text(grid.seeds() > 1)),
                Words.code(worst.cell().map(CellSummary::attack)),
                text(
                    worst.state() == WorstCase.State.UNFINISHED
                        ? Words.UNKNOWN
                        : worst.met().size() + " of " + matrix.attacks().size())));
      }
    }
    return Section.folded("Every worst case and its attack", rows.element());
  }

  private DomContent settings() {
    return new Facts()
        .add("data", grid.data().dataset())
        .add(grid.data())
        .add("network", grid.network().model())
        .add("nodes", String.valueOf(grid.schedule().nodes()))
        .add("attacks", code(String.join(", ", grid.attacks())))
        .add(grid.schedule(), grid.seeds())
        .add(Settings.FAILED_ROUND, Settings.words(grid.onFailedRound()))
        .element();
  }

  private DomContent provenance() throws IOException {
    int all = grid.places().size() * grid.rules().size() * grid.attacks().size() * grid.seeds();
    int impossible =
        Math.toIntExact(
            record.results().stream()
                .filter(result -> result.run().state() == CellResult.State.IMPOSSIBLE)
                .count());
    String runs =
        record.results().size()
            - impossible
            + " of "
            + (all - impossible)
            + (impossible > 0 ? "; " + impossible + " more cannot be run" : "");
    return new Origin(folder, CSV, GridRecord.FILE, runs, "started").of(record.provenance(), links);
  }
}
