package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.each;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.sweep.CandidateResult;
import j2html.tags.DomContent;
import java.util.List;

/**
 * The first of the candidates, best first.
 *
 * @param scores of the sweep
 */
record SweepLeaderboard(SweepScores scores) {

  private static final int SHOWN = 20;

  DomContent table() {
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
              text(String.valueOf(i + 1)),
              key == null
                  ? code(c.choice().chain())
                  : each(key.badge(), text(" "), code(c.choice().chain())),
              text(Double.isFinite(c.score()) ? scale.text(c.score()) : Words.UNKNOWN),
              text(String.valueOf(c.choice().byzantine())),
              text(Words.threeDigits(c.choice().p())),
              text(Words.threeDigits(c.choice().alpha0())),
              text(String.valueOf(c.choice().batch())),
              Words.code(scores.worstAttack(c)),
              text(SweepScores.state(c)),
              text(String.valueOf(c.index()))));
    }
    return table.element();
  }
}
