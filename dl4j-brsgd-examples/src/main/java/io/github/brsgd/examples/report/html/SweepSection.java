package io.github.brsgd.examples.report.html;

import io.github.brsgd.examples.experiment.Provenance;
import io.github.brsgd.examples.report.svg.Element;
import io.github.brsgd.examples.report.svg.HeatGrid;
import io.github.brsgd.examples.report.svg.Key;
import io.github.brsgd.examples.sweep.SweepConfig;
import io.github.brsgd.examples.sweep.SweepRecord;
import io.github.brsgd.sweep.BrsgdChoice;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.TrialResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A sweep: which candidate is best, what p, alpha_0, rule and q do to the score. */
final class SweepSection {

  private static final int SHOWN = 20;
  private static final String CSV = "leaderboard.csv";

  private final String id;
  private final String suffix;
  private final SweepFolder sweep;
  private final SweepConfig config;
  private final Links links;
  private final Scale scale;
  private final String what;
  private final Map<String, Key> keys = new LinkedHashMap<>();

  /** The best candidate of each rule, in the order of the ranking. */
  private final Map<String, CandidateResult> bestOfRule = new LinkedHashMap<>();

  SweepSection(String id, String suffix, SweepFolder sweep, Links links) {
    this.suffix = suffix;
    this.id = id;
    this.sweep = sweep;
    this.config = sweep.record().configuration();
    this.links = links;
    boolean isLoss = config.measure() == SweepConfig.Measure.LOSS;
    this.scale = isLoss ? Scale.LOSS : Scale.ACCURACY;
    this.what =
        (config.over() == Reduction.WORST ? "worst" : "mean")
            + " validation "
            + (isLoss ? "loss" : "accuracy");
    for (CandidateResult c : sweep.result().ranking()) {
      if (c.state() == CandidateResult.State.FINISHED) {
        String chain = c.choice().chain();
        keys.computeIfAbsent(chain, k -> new Key(keys.size()));
        bestOfRule.putIfAbsent(chain, c);
      }
    }
  }

  Section section() throws IOException {
    List<Element> charts =
        new ArrayList<>(new SweepCharts(id, sweep.result().ranking(), keys, scale, what).figures());
    return Section.of(
        id,
        "Sweep on " + config.data().dataset() + ", " + config.model() + suffix,
        finding(),
        legend(),
        Element.of("div").with("class", "charts").add(charts),
        heatMap(),
        leaderboard(),
        new QualityByQ(id, what, scale, families()).figure(""),
        winner(),
        Element.text("h3", "Settings"),
        settings(),
        excluded(),
        provenance());
  }

  private Element finding() {
    int count = sweep.result().ranking().size();
    Element text =
        Element.text(
            "p",
            Words.count(count, "candidate")
                + " by "
                + config.search().method().name().toLowerCase(Locale.ROOT)
                + " search, each under "
                + Words.count(config.attacks().size(), "attack")
                + " with "
                + Words.count(config.seeds().size(), "seed")
                + ". ");
    Optional<CandidateResult> best = sweep.result().best();
    if (best.isEmpty()) {
      text.text("No candidate got through all its runs.");
    } else {
      BrsgdChoice choice = best.get().choice();
      text.text("Best: ")
          .add(Words.code(choice.chain()))
          .text(
              ", q="
                  + choice.byzantine()
                  + ", p="
                  + Words.threeDigits(choice.p())
                  + ", alpha_0="
                  + Words.threeDigits(choice.alpha0())
                  + ": "
                  + what
                  + " "
                  + scale.phrase(best.get().score()).replaceFirst("^loss ", "")
                  + ".");
      worstTest()
          .ifPresent(
              share -> text.text(" On the test images: at worst " + Words.percent(share) + "."));
    }
    return sweep.result().complete()
        ? text
        : text.text(" The search has not come to its end; this is what there is so far.");
  }

  /** The least accuracy of the winner on the test images. */
  private Optional<Double> worstTest() {
    List<SweepRecord.Test> tests = tests();
    return tests.isEmpty() || tests.stream().anyMatch(t -> t.accuracy() == null)
        ? Optional.empty()
        : tests.stream().map(SweepRecord.Test::accuracy).min(Double::compare);
  }

  private List<SweepRecord.Test> tests() {
    return sweep.record().outcome() == null ? List.of() : sweep.record().outcome().tests();
  }

  private Element legend() {
    Element list = Element.of("ul").with("class", "legend").with("aria-label", "Key of the charts");
    keys.forEach((chain, key) -> list.add(Element.of("li", key.badge(), Words.code(chain))));
    return list;
  }

  private Element heatMap() {
    if (bestOfRule.isEmpty()) {
      return Figure.missing("Rule by attack", "No candidate got through all its runs.");
    }
    List<String> columns = new ArrayList<>(List.of("score"));
    columns.addAll(config.attacks());
    Scale shades =
        scale.of(
            bestOfRule.values().stream()
                .flatMap(
                    c -> config.attacks().stream().map(a -> score(c, a)).flatMap(Optional::stream))
                .mapToDouble(Double::doubleValue));
    List<String> rows = new ArrayList<>();
    List<List<HeatGrid.Square>> squares = new ArrayList<>();
    List<String> findings = new ArrayList<>();
    bestOfRule.forEach(
        (chain, candidate) -> {
          Optional<String> worst = worstAttack(candidate);
          List<HeatGrid.Square> row = new ArrayList<>();
          row.add(square(shades, candidate.score(), false));
          for (String attack : config.attacks()) {
            boolean isWorst = worst.isPresent() && worst.get().equals(attack);
            row.add(
                score(candidate, attack)
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
            "Rule by attack",
            "The best candidate of each rule, " + what + ": " + String.join("; ", findings) + ".",
            rows,
            columns,
            1,
            scale.unit(),
            squares);
    return Figure.wide(
        "Rule by attack",
        "The best candidate of each rule: "
            + what
            + (scale.isLoss() ? "" : " in %")
            + ", then that under each attack. Framed, with a corner: the attack that hurts most."
            + " Hatched: ended early. – not run, because it could not change the score.",
        grid.draw());
  }

  private static HeatGrid.Square square(Scale scale, double score, boolean isWorst) {
    return Double.isFinite(score)
        ? new HeatGrid.Square(scale.shade(score), scale.text(score), isWorst, false)
        : new HeatGrid.Square(Double.NaN, "ended", isWorst, true);
  }

  /** The mean over the seeds under an attack; empty if it was not run. */
  private Optional<Double> score(CandidateResult candidate, String attack) {
    String text = attack.equals(SweepConfig.NOBODY) ? "" : attack;
    List<TrialResult> trials =
        candidate.trials().stream().filter(t -> t.attack().equals(text)).toList();
    return trials.isEmpty()
        ? Optional.empty()
        : Optional.of(Reduction.MEAN.of(trials, scale.isLoss()));
  }

  private Optional<String> worstAttack(CandidateResult candidate) {
    return config.attacks().stream()
        .filter(attack -> score(candidate, attack).isPresent())
        .min(
            (a, b) ->
                scale.fromWorst().compare(score(candidate, a).get(), score(candidate, b).get()));
  }

  private Element leaderboard() {
    List<CandidateResult> ranking = sweep.result().ranking();
    DataTable table =
        new DataTable(
                "Leaderboard: "
                    + (ranking.size() > SHOWN
                        ? "the first " + SHOWN + " of " + Words.count(ranking.size(), "candidate")
                        : Words.count(ranking.size(), "candidate"))
                    + " by "
                    + what
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
      Key key = keys.get(c.choice().chain());
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
              worstAttack(c).map(Words::code).orElse(DataTable.cell(Words.UNKNOWN)),
              DataTable.cell(state(c)),
              DataTable.cell(String.valueOf(c.index()))));
    }
    return table.element();
  }

  private static String state(CandidateResult c) {
    return switch (c.state()) {
      case INVALID -> "cannot be run";
      case FAILED -> "failed";
      case FINISHED ->
          c.trials().stream()
              .map(TrialResult::state)
              .filter(s -> s != TrialResult.State.FINISHED)
              .findFirst()
              .map(s -> s.name().toLowerCase(Locale.ROOT))
              .orElse("done");
    };
  }

  private Map<String, Map<Integer, Double>> families() {
    Map<String, Map<Integer, Double>> families = new LinkedHashMap<>();
    for (CandidateResult c : sweep.result().ranking()) {
      if (c.state() == CandidateResult.State.FINISHED) {
        families
            .computeIfAbsent(QualityByQ.family(c.choice().chain()), f -> new TreeMap<>())
            .putIfAbsent(c.choice().byzantine(), c.score());
      }
    }
    return families;
  }

  /** The winner's runs on the test images. */
  private Element winner() throws IOException {
    if (tests().isEmpty()) {
      return Figure.missing(
          "The winner on the test images", "No candidate has met the test images yet.");
    }
    DataTable table =
        new DataTable("The winner, trained on all training images, on the test images")
            .text("attack")
            .number("seed")
            .number("accuracy, %")
            .text("files");
    for (SweepRecord.Test test : tests()) {
      table.row(
          List.of(
              Words.code(test.attack().isEmpty() ? SweepConfig.NOBODY : test.attack()),
              DataTable.cell(String.valueOf(test.seed())),
              DataTable.cell(
                  test.accuracy() == null ? "aborted" : Words.meanAndDeviation(test.accuracy())),
              links.to(sweep.folder().resolve(test.folder()), RoundsFile.NAME, RoundsFile.NAME)));
    }
    if (sweep.winner().isEmpty()) {
      return table.element();
    }
    List<RunGroup> groups = RunGroup.of(sweep.winner());
    Element legend =
        Element.of("ul").with("class", "legend").with("aria-label", "Key of the winner’s charts");
    groups.forEach(
        g ->
            legend.add(
                Element.of("li", g.key().badge(), Words.code(g.settings().get(Settings.ATTACK)))));
    return Element.of(
            "div",
            table.element(),
            legend,
            Element.of("div")
                .with("class", "charts")
                .add(new RunCharts(id + "-winner", groups).figures()))
        .with("class", "stack");
  }

  private Element settings() {
    SweepConfig.Space space = config.space();
    return new Facts()
        .add("rules", codes(space.rules()))
        .add(
            "before",
            space.preAggregations().stream()
                .map(p -> p.isEmpty() ? "nothing" : p)
                .collect(Collectors.joining(", ")))
        .add("q", join(space.byzantine()))
        .add("p", space.p().toString())
        .add("alpha_0", space.alpha0().toString())
        .add("batch", join(space.batch()))
        .add("attacks", codes(config.attacks()))
        .add("attackers", String.valueOf(config.attackers()))
        .add("nodes", String.valueOf(config.nodes()))
        .add("rounds", String.valueOf(config.rounds()))
        .add("seeds", join(config.seeds()))
        .add("score", what)
        .add("held out", Words.percent(config.validation()) + " of the training images")
        .add("data", config.data().dataset())
        .add("network", config.model())
        .add(
            "search",
            config.search().method().name().toLowerCase(Locale.ROOT)
                + ", seed "
                + config.search().seed())
        .element();
  }

  private static Element codes(List<String> texts) {
    return Words.code(String.join(", ", texts));
  }

  private static String join(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The candidates that were not scored, by what was wrong with them. */
  private Element excluded() {
    Map<String, List<String>> why = new LinkedHashMap<>();
    for (CandidateResult c : sweep.result().ranking()) {
      if (c.state() != CandidateResult.State.FINISHED) {
        why.computeIfAbsent(state(c) + ": " + c.message(), m -> new ArrayList<>())
            .add(String.valueOf(c.index()));
      }
    }
    if (why.isEmpty()) {
      return Element.text("p", "Every candidate could be run.").with("class", "missing");
    }
    Element list = Element.of("ul");
    why.forEach(
        (message, candidates) ->
            list.add(
                Element.text(
                    "li", message + " (candidate " + String.join(", ", candidates) + ")")));
    return Section.folded(
        Words.count(why.values().stream().mapToInt(List::size).sum(), "candidate")
            + " not scored, and why",
        list);
  }

  private Element provenance() throws IOException {
    Provenance p = sweep.record().provenance();
    return Section.folded(
        "How it was made: files, command, versions, checksums",
        new Facts()
            .add("folder", sweep.folder().toString())
            .add(
                "files",
                Element.of(
                    "span",
                    links.to(sweep.folder(), CSV, CSV),
                    Element.text("span", " "),
                    links.to(sweep.folder(), SweepRecord.FILE, SweepRecord.FILE)))
            .add("last started", p.started())
            .add("took", Words.duration(p.wallSeconds()))
            .add(List.of(p))
            .line("command", Words.code(Facts.command(p)))
            .element(),
        Facts.checksums(List.of(p)));
  }
}
