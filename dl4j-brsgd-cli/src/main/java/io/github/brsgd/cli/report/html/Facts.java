package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;

import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.Schedule;
import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names and their values, one beside the other. */
final class Facts {

  private static final int SHORT_COMMIT = 12;
  private static final String SAFE = "[A-Za-z0-9_@%+=:,./-]+";

  private final DlTag list = dl().withClass("facts");

  Facts add(String name, DomContent value) {
    list.with(div(dt(name), dd(value)));
    return this;
  }

  /** A name whose value needs a line of its own. */
  Facts line(String name, DomContent value) {
    list.with(div(dt(name), dd(value)).withClass("whole"));
    return this;
  }

  Facts add(String name, String value) {
    return value.isEmpty() ? this : add(name, text(value));
  }

  Facts add(Map<String, String> facts) {
    facts.forEach(this::add);
    return this;
  }

  /** What several results say of where they come from; what they do not agree in is listed. */
  Facts add(List<Provenance> all) {
    add("brsgd", values(all, Provenance::brsgd));
    add("git commit", values(all, p -> shortened(p.gitCommit())));
    add("Deeplearning4j", values(all, Provenance::deeplearning4j));
    add("backend", values(all, Provenance::backend));
    add("workers", values(all, p -> String.valueOf(p.workers())));
    line("machine", text(values(all, Provenance::machine)));
    return line("data from", text(values(all, Provenance::data)));
  }

  /** Which of the training examples there are, and whether they are scaled. */
  Facts add(DataChoice data) {
    add("training images", data.examples() == 0 ? "all" : "the first " + data.examples());
    return add("normalised", data.normalise() ? "yes" : "no");
  }

  /** How runs were trained that are repeated with so many seeds; the nodes are told apart. */
  Facts add(Schedule schedule, int seeds) {
    add("batch", String.valueOf(schedule.batch()));
    add("rounds", String.valueOf(schedule.rounds()));
    add("alpha_0", String.valueOf(schedule.alpha0()));
    add("p", String.valueOf(schedule.p()));
    return add(
        "seeds",
        seeds > 1
            ? schedule.seed() + " to " + (schedule.seed() + seeds - 1)
            : String.valueOf(schedule.seed()));
  }

  private static String values(List<Provenance> all, Function<Provenance, String> value) {
    return all.stream()
        .map(value)
        .filter(v -> !v.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String shortened(String commit) {
    int plus = commit.indexOf('+');
    return plus > SHORT_COMMIT
        ? commit.substring(0, SHORT_COMMIT) + commit.substring(plus)
        : commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  DomContent element() {
    return list;
  }

  /**
   * The checksums of the data files; those that are not the same in all results have a line each.
   */
  static DomContent checksums(List<Provenance> all) {
    Map<String, Collection<String>> sums = new TreeMap<>();
    for (Provenance provenance : all) {
      provenance
          .checksums()
          .forEach((file, sum) -> sums.computeIfAbsent(file, f -> new TreeSet<>()).add(sum));
    }
    if (sums.isEmpty()) {
      return p("The data is drawn by the program; there are no files to check.");
    }
    DataTable table = new DataTable("Checksums of the data files").text("file").text("SHA-256");
    sums.forEach(
        (file, values) -> values.forEach(sum -> table.row(List.of(code(file), code(sum)))));
    return table.element();
  }

  /** A command as it can be typed again. */
  static String command(Provenance provenance) {
    return provenance.command().stream()
        .map(arg -> arg.matches(SAFE) ? arg : "'" + arg.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "brsgd ", ""));
  }
}
