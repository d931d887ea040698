package io.github.brsgd.cli.report.html;

import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.text;
import static j2html.TagCreator.ul;

import io.github.brsgd.cli.report.svg.Key;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.sweep.BrsgdChoice;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.SearchedAttack;
import j2html.tags.DomContent;
import j2html.tags.specialized.PTag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A sweep: which candidate is best, what p, alpha_0, rule and q do to the score. */
final class SweepSection {

  private static final String CSV = "leaderboard.csv";

  private final String id;
  private final String suffix;
  private final SweepFolder sweep;
  private final SweepConfig config;
  private final Links links;
  private final SweepScores scores;

  SweepSection(String id, String suffix, SweepFolder sweep, Links links) {
    this.id = id;
    this.suffix = suffix;
    this.sweep = sweep;
    this.config = sweep.record().configuration();
    this.links = links;
    this.scores = new SweepScores(config, sweep.result());
  }

  Section section() throws IOException {
    Map<Key, String> rules = new LinkedHashMap<>();
    scores.keys().forEach((rule, key) -> rules.put(key, rule));
    return Section.of(
        id,
        "Sweep on " + config.data().title() + ", " + config.model() + suffix,
        finding(),
        Legend.of("Key of the charts", rules),
        div().withClass("charts").with(new SweepCharts(id, scores).figures()),
        new SweepMatrix(id, scores).figure(),
        new SweepLeaderboard(scores).table(),
        new QualityByQ(id, scores.what(), scores.scale(), scores.families()).figure(""),
        new SweepWinner(id, sweep).element(links),
        h3("Settings"),
        settings(),
        excluded(),
        provenance());
  }

  private PTag finding() {
    int count = sweep.result().ranking().size();
    PTag text =
        p(
            Words.count(count, "candidate")
                + " by "
                + config.search().method().name().toLowerCase(Locale.ROOT)
                + " search, each under "
                + (config.searched().isPresent()
                    ? "the attack that was found to hurt it most, on "
                        + Words.count(config.seeds().size(), "seed")
                        + " which the search of the attack had not seen. "
                    : Words.count(config.attacks().size(), "attack")
                        + " with "
                        + Words.count(config.seeds().size(), "seed")
                        + ". "));
    Optional<CandidateResult> best = sweep.result().best();
    if (best.isEmpty()) {
      text.withText("No candidate got through all its runs.");
    } else {
      BrsgdChoice choice = best.get().choice();
      text.withText("Best: ")
          .with(code(choice.chain()))
          .withText(
              ", q="
                  + choice.byzantine()
                  + ", p="
                  + Words.threeDigits(choice.p())
                  + ", alpha_0="
                  + Words.threeDigits(choice.alpha0())
                  + ": "
                  + scores.what()
                  + " "
                  + scores.scale().phrase(best.get().score()).replaceFirst("^loss ", "")
                  + ".");
      worstTest()
          .ifPresent(
              share ->
                  text.withText(" On the test images: at worst " + Words.percent(share) + "."));
    }
    return sweep.result().complete()
        ? text
        : text.withText(" The search has not come to its end; this is what there is so far.");
  }

  /** The least accuracy of the winner on the test images. */
  private Optional<Double> worstTest() {
    List<SweepRecord.Test> tests = sweep.tests();
    return tests.isEmpty() || tests.stream().anyMatch(t -> t.accuracy() == null)
        ? Optional.empty()
        : tests.stream().map(SweepRecord.Test::accuracy).min(Double::compare);
  }

  private DomContent settings() {
    SweepConfig.Space space = config.space();
    Facts facts =
        new Facts()
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
            .add("rounds", String.valueOf(config.rounds()));
    if (config.searched().isPresent()) {
      facts
          .add("seeds of the search", join(config.seeds()))
          .add("scored on seeds", join(SearchedAttack.fresh(config.seeds())));
    } else {
      facts.add("seeds", join(config.seeds()));
    }
    return facts
        .add("score", scores.what())
        .add("held out", Words.percent(config.validation()) + " of the training images")
        .add("data", config.data().title())
        .add("network", config.model())
        .add(Settings.FAILED_ROUND, Settings.words(config.onFailedRound()))
        .add(
            "search",
            config.search().method().name().toLowerCase(Locale.ROOT)
                + ", seed "
                + config.search().seed())
        .element();
  }

  private static DomContent codes(List<String> texts) {
    return code(String.join(", ", texts));
  }

  private static String join(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The candidates that were not scored, by what was wrong with them. */
  private DomContent excluded() {
    Map<String, List<String>> why = new LinkedHashMap<>();
    for (CandidateResult c : sweep.result().ranking()) {
      if (c.state() != CandidateResult.State.FINISHED) {
        why.computeIfAbsent(SweepScores.state(c) + ": " + c.message(), m -> new ArrayList<>())
            .add(String.valueOf(c.index()));
      }
    }
    if (why.isEmpty()) {
      return p("Every candidate could be run.").withClass("missing");
    }
    return Section.folded(
        Words.count(why.values().stream().mapToInt(List::size).sum(), "candidate")
            + " not scored, and why",
        ul(
            each(
                why,
                (message, candidates) ->
                    li(message + " (candidate " + String.join(", ", candidates) + ")"))));
  }

  private DomContent provenance() throws IOException {
    return new Origin(sweep.folder(), CSV, SweepRecord.FILE, "", "last started")
        .of(sweep.record().provenance(), links);
  }
}
