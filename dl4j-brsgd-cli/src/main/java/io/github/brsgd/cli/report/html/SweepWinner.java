package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.cli.sweep.SweepRecord;
import j2html.tags.DomContent;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The winner of a sweep on the test images.
 *
 * @param id of the section
 * @param sweep the sweep
 */
record SweepWinner(String id, SweepFolder sweep) {

  /** The winner's runs on the test images. */
  DomContent element(Links links) throws IOException {
    if (sweep.tests().isEmpty()) {
      return Figure.missing(
          "The winner on the test images", "No candidate has met the test images yet.");
    }
    DataTable table =
        new DataTable("The winner, trained on all training images, on the test images")
            .text("attack")
            .number("seed")
            .number("accuracy, %")
            .text("files");
    for (SweepRecord.Test test : sweep.tests()) {
      table.row(
          List.of(
              code(test.attack().isEmpty() ? SweepConfig.NOBODY : test.attack()),
              text(String.valueOf(test.seed())),
              text(test.accuracy() == null ? "aborted" : Words.meanAndDeviation(test.accuracy())),
              links.to(sweep.folder().resolve(test.folder()), RoundsFile.NAME, RoundsFile.NAME)));
    }
    if (sweep.winner().isEmpty()) {
      return table.element();
    }
    List<RunGroup> groups = RunGroup.of(sweep.winner());
    Map<Key, String> attacks = new LinkedHashMap<>();
    groups.forEach(g -> attacks.put(g.key(), g.settings().get(Settings.ATTACK)));
    return div(
            table.element(),
            Legend.of("Key of the winner’s charts", attacks),
            div().withClass("charts").with(new RunCharts(id + "-winner", groups).figures()))
        .withClass("stack");
  }
}
