package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.report.svg.Element;
import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.sweep.CandidateResult;
import java.util.List;

/**
 * The first of the candidates, best first.
 *
 * @param scores of the sweep
 */
record SweepLeaderboard(SweepScores scores) {

  private static final int SHOWN = 20;

  Element table() {
    Scale scale = scores.scale();
    List<CandidateResult> ranking = scores.ranking();
    DataTable table =
        new DataTable(
                "Leaderboard: "
                    + (ranking.size() > SHOWN
                        ? "the first " + SHOWN + " of " + Words.count(ranking.size(), "candidate")
                        : Words.count(ranking.size(), "candidate"))
                    + " by "
                    + scores.what()
                    + (scale.isLoss() ? "" : ", %"))
            .number("#")
            .text("rule")
            .number("score")
            .number("q")
            .number("p")
            .number("alpha_0")
            .number("batch")
            .text("worst under")
            .text("ended")
            .number("candidate");
    for (int i = 0; i < Math.min(SHOWN, ranking.size()); i++) {
      CandidateResult c = ranking.get(i);
      Key key = scores.keys().get(c.choice().chain());
      table.row(
          List.of(
              DataTable.cell(String.valueOf(i + 1)),
              key == null
                  ? Words.code(c.choice().chain())
                  : Element.of(
                      "span",
                      key.badge(),
                      Element.text("span", " "),
                      Words.code(c.choice().chain())),
              DataTable.cell(Double.isFinite(c.score()) ? scale.text(c.score()) : Words.UNKNOWN),
              DataTable.cell(String.valueOf(c.choice().byzantine())),
              DataTable.cell(Words.threeDigits(c.choice().p())),
              DataTable.cell(Words.threeDigits(c.choice().alpha0())),
              DataTable.cell(String.valueOf(c.choice().batch())),
              scores.worstAttack(c).map(Words::code).orElse(DataTable.cell(Words.UNKNOWN)),
              DataTable.cell(SweepScores.state(c)),
              DataTable.cell(String.valueOf(c.index()))));
    }
    return table.element();
  }
}
