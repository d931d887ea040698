package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.compare.CellSummary;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.ResultMatrix;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a comparison by their worst case.
 *
 * @param matrix the results
 * @param ranking the rules, best first
 */
record ComparisonLeaderboard(ResultMatrix matrix, List<String> ranking) {

  DomContent table() {
    boolean isSpread = matrix.comparison().seeds() > 1;
    DataTable table =
        new DataTable("Leaderboard: rules by their accuracy in the worst case, %")
            .number("#")
            .text("rule")
            .number("worst")
            .text("under")
            .number("mean of attacks")
            .number("nobody attacks")
            .number("attackers")
            .number("time a run");
    for (int i = 0; i < ranking.size(); i++) {
      String rule = ranking.get(i);
      Optional<CellSummary> worst = matrix.worst(rule);
      table.row(
          List.of(
              text(worst.isPresent() ? String.valueOf(i + 1) : Words.UNKNOWN),
              code(rule),
              text(worst.map(c -> c.text(isSpread)).orElse(Words.UNKNOWN)),
              Words.code(worst.map(CellSummary::attack)),
              text(meanOfAttacks(rule)),
              text(unattacked(rule)),
              text(
                  matrix.attackers(rule).isPresent()
                      ? String.valueOf(matrix.attackers(rule).getAsInt())
                      : Words.UNKNOWN),
              text(seconds(rule))));
    }
    return table.element();
  }

  private String meanOfAttacks(String rule) {
    List<CellSummary> cells =
        matrix.attacks().stream()
            .map(attack -> matrix.cell(rule, attack))
            .filter(CellSummary::isKnown)
            .toList();
    if (cells.stream().anyMatch(CellSummary::isAbortedAtOnce)) {
      return CellSummary.ABORTED;
    }
    return cells.isEmpty()
        ? Words.UNKNOWN
        : Words.decimals(
            Words.PERCENT
                * cells.stream().mapToDouble(c -> c.mean().orElseThrow()).average().orElseThrow(),
            1);
  }

  private String unattacked(String rule) {
    CellSummary cell = matrix.cell(rule, Comparison.NOBODY);
    return cell.runs().isEmpty() ? Words.UNKNOWN : cell.text(matrix.comparison().seeds() > 1);
  }

  private String seconds(String rule) {
    return matrix.results().stream()
        .filter(r -> r.rule().equals(rule) && r.rounds() == matrix.comparison().schedule().rounds())
        .mapToDouble(r -> r.seconds())
        .average()
        .stream()
        .mapToObj(Words::duration)
        .findFirst()
        .orElse(Words.UNKNOWN);
  }
}
