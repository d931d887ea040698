package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.HeatGrid;
import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The best candidate of each rule under each attack.
 *
 * @param id of the section
 * @param scores of the sweep
 */
record SweepMatrix(String id, SweepScores scores) {

  private static final String HEADING = "Rule by attack";

  /** The matrix, or why there is none. */
  DomContent figure() {
    return Figure.orMissing(HEADING, this::drawn);
  }

  private DomContent drawn() {
    Scale scale = scores.scale();
    if (scores.bestOfRule().isEmpty()) {
      return Figure.missing(HEADING, "No candidate got through all its runs.");
    }
    List<String> columns = new ArrayList<>(List.of("score"));
    columns.addAll(scores.attacks());
    Scale shades =
        scale.of(
            scores.bestOfRule().values().stream()
                .flatMap(
                    c ->
                        Stream.concat(
                            Stream.of(c.score()),
                            scores.attacks().stream()
                                .map(a -> scores.score(c, a))
                                .flatMap(Optional::stream)))
                .mapToDouble(Double::doubleValue));
    List<String> rows = new ArrayList<>();
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    scores
        .bestOfRule()
        .forEach(
            (chain, candidate) -> {
              Optional<String> worst = scores.worstAttack(candidate);
              List<HeatGrid.Square> row = new ArrayList<>();
              row.add(square(shades, candidate.score(), false));
              for (String attack : scores.attacks()) {
                boolean isWorst = worst.isPresent() && worst.get().equals(attack);
                row.add(
                    scores
                        .score(candidate, attack)
                        .map(score -> square(shades, score, isWorst))
                        .orElse(new HeatGrid.Square(Double.NaN, Words.UNKNOWN, false, false)));
              }
              squares.add(row);
              rows.add(chain + " q=" + candidate.choice().byzantine());
              findings.add(
                  chain
                      + (Double.isFinite(candidate.score())
                          ? " " + scale.phrase(candidate.score())
                          : " ended early")
                      + worst.map(attack -> ", worst under " + attack).orElse(""));
            });
    HeatGrid grid =
        new HeatGrid(
            id + "-attacks",
            HEADING,
            "The best candidate of each rule, "
                + scores.what()
                + ": "
                + String.join("; ", findings)
                + ".",
            rows,
            columns,
            1,
            scale.unit(),
            squares);
    return Figure.wide(
        HEADING,
        "The best candidate of each rule: "
            + scores.what()
            + (scale.isLoss() ? "" : " in %")
            + (scores.attacks().isEmpty()
                ? ", under the attack that was found for it. Hatched: ended early."
                : ", then that under each attack. Framed, with a corner: the attack that hurts most."
                    + " Hatched: ended early. – not run, because it could not change the score."),
        grid);
  }

  private static HeatGrid.Square square(Scale scale, double score, boolean isWorst) {
    return Double.isFinite(score)
        ? new HeatGrid.Square(scale.shade(score), scale.text(score), isWorst, false)
        : new HeatGrid.Square(Double.NaN, "ended", isWorst, true);
  }
}
