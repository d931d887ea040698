package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.svg.Element;
import io.github.brsgd.cli.report.svg.Key;
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
        Element.of("div").with("class", "charts").add(new RunCharts(id, groups).figures()),
        results(),
        Element.text("h3", "Settings"),
        settings(),
        provenance());
  }

  private Element finding() {
    Optional<RunGroup> best =
        groups.stream()
            .filter(g -> g.accuracies().length > 0)
            .max(Comparator.comparingDouble(g -> mean(g.accuracies())));
    Element text =
        Element.text(
            "p",
            Words.count(groups.size(), "setting") + ", " + Words.count(runs.size(), "run") + ". ");
    if (best.isEmpty()) {
      text.text("No run was evaluated.");
    } else {
      text.text(groups.size() == 1 ? "Accuracy at the end: " : "Best at the end: ")
          .add(Words.code(best.get().label()))
          .text(", " + Words.percent(mean(best.get().accuracies())) + success(best.get()) + ".");
    }
    long ended = runs.stream().filter(run -> !run.record().result().aborted().isEmpty()).count();
    return ended == 0 ? text : text.text(" Aborted: " + Words.count(ended, "run") + ".");
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

  private Element legend() {
    Map<Key, String> labels = new LinkedHashMap<>();
    groups.forEach(g -> labels.put(g.key(), g.label()));
    return Legend.of("Key of the charts", labels);
  }

  private Element results() {
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
      List<Element> row = new ArrayList<>();
      row.add(group.key().badge());
      row.add(Words.code(group.settings().get(Settings.RULE)));
      more.forEach(name -> row.add(value(name, group.settings())));
      double[] accuracies = group.accuracies();
      row.add(DataTable.cell(Words.meanAndDeviation(accuracies)));
      row.add(
          DataTable.cell(
              Words.meanAndDeviation(Arrays.stream(accuracies).sorted().limit(1).toArray())));
      if (isPoisoned) {
        row.add(
            DataTable.cell(
                Words.meanAndDeviation(
                    group.runs().stream()
                        .mapToDouble(RunFolder::attackSuccess)
                        .filter(s -> !Double.isNaN(s))
                        .toArray())));
      }
      row.add(DataTable.cell(String.valueOf(group.runs().size())));
      row.add(DataTable.cell(ended(group)));
      table.row(row);
    }
    return table.element();
  }

  private static Element value(String name, Map<String, String> settings) {
    String value = settings.getOrDefault(name, Words.UNKNOWN);
    return name.equals(Settings.ATTACK) ? Words.code(value) : DataTable.cell(value);
  }

  private static String ended(RunGroup group) {
    Map<String, Long> states = new LinkedHashMap<>();
    group.runs().forEach(run -> states.merge(run.state(), 1L, Long::sum));
    return states.size() == 1
        ? states.keySet().iterator().next()
        : String.join(
            "; ", states.entrySet().stream().map(e -> e.getValue() + "× " + e.getKey()).toList());
  }

  private Element settings() {
    Map<String, String> common = new LinkedHashMap<>(groups.get(0).settings());
    common.keySet().removeAll(differing);
    return new Facts().add(common).element();
  }

  private Element provenance() throws IOException {
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
                DataTable.cell(run.folder().toString()),
                group.key().badge(),
                DataTable.cell(String.valueOf(run.seed())),
                DataTable.cell(p.started()),
                DataTable.cell(Words.duration(p.wallSeconds())),
                Element.of(
                    "span",
                    links.to(run.folder(), RoundsFile.NAME, RoundsFile.NAME),
                    Element.text("span", " "),
                    links.to(run.folder(), RunRecord.FILE, RunRecord.FILE)),
                Words.code(Facts.command(p))));
      }
    }
    Element aborted = Element.of("ul");
    runs.stream()
        .filter(run -> !run.record().result().aborted().isEmpty())
        .forEach(
            run ->
                aborted.add(
                    Element.text(
                        "li", run.folder() + " was aborted: " + run.record().result().aborted())));
    return Section.folded(
        "How it was made: files, commands, versions, checksums",
        table.element(),
        aborted,
        new Facts().add(all).element(),
        Facts.checksums(all));
  }
}
