package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.svg.Key;
import j2html.tags.DomContent;
import j2html.tags.specialized.PTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs on the same data with the same network: their curves, their results, how they were made. */
final class RunSection {

  private final String id;
  private final String title;
  private final List<RunFolder> runs;
  private final List<RunGroup> groups;
  private final List<String> differing;
  private final Links links;

  RunSection(String id, String suffix, List<RunFolder> runs, Links links) {
    this.id = id;
    this.runs = runs;
    this.groups = RunGroup.of(runs);
    this.differing = Settings.differing(groups.stream().map(RunGroup::settings).toList());
    this.links = links;
    Map<String, String> first = groups.get(0).settings();
    this.title = "Runs on " + first.get("data") + ", " + first.get("network") + suffix;
  }

  Section section() throws IOException {
    return Section.of(
        id,
        title,
        finding(),
        legend(),
        div().withClass("charts").with(new RunCharts(id, groups).figures()),
        labels(),
        results(),
        suspects(),
        h3("Settings"),
        settings(),
        provenance());
  }

  private DomContent suspects() {
    List<DomContent> parts = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      parts.add(new NodeCharts(id + "-" + i, runs.get(i)).content());
    }
    return each(parts.toArray(DomContent[]::new));
  }

  private PTag finding() {
    Optional<RunGroup> best =
        groups.stream()
            .filter(g -> g.accuracies().length > 0)
            .max(Comparator.comparingDouble(g -> mean(g.accuracies())));
    PTag text =
        p(
            isRunning()
                ? "Still " + runs.get(0).state() + ". "
                : Words.count(groups.size(), "setting")
                    + ", "
                    + Words.count(runs.size(), "run")
                    + ". ");
    if (best.isEmpty()) {
      text.withText(isRunning() ? "It was not evaluated yet." : "No run was evaluated.");
    } else {
      text.withText(
              isRunning()
                  ? "Accuracy so far: "
                  : groups.size() == 1 ? "Accuracy at the end: " : "Best at the end: ")
          .with(code(best.get().label()))
          .withText(
              ", " + Words.percent(mean(best.get().accuracies())) + success(best.get()) + ".");
    }
    long ended = runs.stream().filter(run -> !run.record().result().aborted().isEmpty()).count();
    return ended == 0 ? text : text.withText(" Aborted: " + Words.count(ended, "run") + ".");
  }

  private boolean isRunning() {
    return runs.stream().anyMatch(RunFolder::running);
  }

  /** What a good accuracy does not tell: that a poisoning got its way. */
  private static String success(RunGroup group) {
    double success =
        mean(
            group.runs().stream()
                .mapToDouble(RunFolder::attackSuccess)
                .filter(s -> !Double.isNaN(s))
                .toArray());
    return Double.isNaN(success)
        ? ""
        : ", while the poisoning succeeds in " + Words.percent(success) + " of its trials";
  }

  private static double mean(double... values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  private DomContent legend() {
    Map<Key, String> labels = new LinkedHashMap<>();
    groups.forEach(g -> labels.put(g.key(), g.label()));
    return Legend.of("Key of the charts", labels);
  }

  /** Of the first run that has them: of others of this section they differ by the draw alone. */
  private DomContent labels() {
    return each(
        runs.stream()
            .filter(run -> run.labels().isPresent())
            .limit(1)
            .map(run -> new NodeLabels(id, run.seed(), run.labels().get()).element()));
  }

  private DomContent results() {
    boolean isPoisoned = runs.stream().anyMatch(run -> !Double.isNaN(run.attackSuccess()));
    DataTable table = new DataTable("Results, test accuracy in %").text("key").text("rule");
    List<String> more = differing.stream().filter(name -> !name.equals(Settings.RULE)).toList();
    more.forEach(table::text);
    table.number("accuracy").number("least");
    if (isPoisoned) {
      table.number("attack success");
    }
    table.number("seeds").text("ended");
    for (RunGroup group : groups) {
      List<DomContent> row = new ArrayList<>();
      row.add(group.key().badge());
      row.add(code(group.settings().get(Settings.RULE)));
      more.forEach(name -> row.add(value(name, group.settings())));
      double[] accuracies = group.accuracies();
      row.add(text(Words.meanAndDeviation(accuracies)));
      row.add(text(Words.meanAndDeviation(Arrays.stream(accuracies).sorted().limit(1).toArray())));
      if (isPoisoned) {
        row.add(
            text(
                Words.meanAndDeviation(
                    group.runs().stream()
                        .mapToDouble(RunFolder::attackSuccess)
                        .filter(s -> !Double.isNaN(s))
                        .toArray())));
      }
      row.add(text(String.valueOf(group.runs().size())));
      row.add(text(ended(group)));
      table.row(row);
    }
    return table.element();
  }

  private static DomContent value(String name, Map<String, String> settings) {
    String value = settings.getOrDefault(name, Words.UNKNOWN);
    return name.equals(Settings.ATTACK) ? code(value) : text(value);
  }

  private static String ended(RunGroup group) {
    Map<String, Long> states = new LinkedHashMap<>();
    group.runs().forEach(run -> states.merge(run.state(), 1L, Long::sum));
    return states.size() == 1
        ? states.keySet().iterator().next()
        : String.join(
            "; ", states.entrySet().stream().map(e -> e.getValue() + "× " + e.getKey()).toList());
  }

  private DomContent settings() {
    Map<String, String> common = new LinkedHashMap<>(groups.get(0).settings());
    common.keySet().removeAll(differing);
    return new Facts().add(common).element();
  }

  private DomContent provenance() throws IOException {
    List<Provenance> all = runs.stream().map(run -> run.record().provenance()).toList();
    DataTable table =
        new DataTable("Every run")
            .text("folder")
            .text("key")
            .number("seed")
            .text("started")
            .number("took")
            .text("files")
            .text("command");
    for (RunGroup group : groups) {
      for (RunFolder run : group.runs()) {
        Provenance p = run.record().provenance();
        table.row(
            List.of(
                text(run.folder().toString()),
                group.key().badge(),
                text(String.valueOf(run.seed())),
                text(p.started()),
                text(Words.duration(p.wallSeconds())),
                each(
                    links.to(run.folder(), RoundsFile.NAME, RoundsFile.NAME),
                    text(" "),
                    links.to(run.folder(), RunRecord.FILE, RunRecord.FILE)),
                code(Facts.command(p))));
      }
    }
    DomContent aborted =
        ul(
            each(
                runs.stream()
                    .filter(run -> !run.record().result().aborted().isEmpty())
                    .map(
                        run ->
                            li(
                                run.folder()
                                    + " was aborted: "
                                    + run.record().result().aborted()))));
    return Section.folded(
        "How it was made: files, commands, versions, checksums",
        table.element(),
        aborted,
        new Facts().add(all).element(),
        Facts.checksums(all));
  }
}
