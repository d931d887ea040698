package io.github.brsgd.cli;

import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.compare.CellResult;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.stress.StressConfig;
import io.github.brsgd.cli.stress.StressOutcome;
import io.github.brsgd.cli.stress.StressRecord;
import io.github.brsgd.cli.stress.StressTable;
import io.github.brsgd.cli.stress.StressedRule;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.sweep.AttackChoice;
import io.github.brsgd.sweep.AttackScore;
import io.github.brsgd.sweep.AttackSearch;
import io.github.brsgd.sweep.AttackSpace;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches the attack that hurts a rule most, measures it on fresh seeds, and shows both. */
final class StressRun {

  private static final double NANOS = 1e9;

  private final Screen screen;
  private final StressConfig config;
  private final ExperimentData data;
  private final RunsAtATime atATime;
  private final Path out;
  private final long start = System.nanoTime();

  /** What ended the runs before their end. */
  private Optional<SideBySide.Done<Trial>> failed = Optional.empty();

  /** A run, and under what. */
  private record Trial(AttackChoice choice, CellResult result) {}

  StressRun(
      Screen screen, StressConfig config, ExperimentData data, RunsAtATime atATime, Path out) {
    this.screen = screen;
    this.config = config;
    this.data = data;
    this.atATime = atATime;
    this.out = out;
  }

  /** How many runs there are, if all attacks can serve. */
  static int runs(StressConfig config, int fixed) {
    return (config.attacks() + 1 + fixed) * config.seeds();
  }

  /** Runs, writes, shows; returns the exit code. */
  int execute(AttackSpace space, List<String> fixed, List<String> arguments) throws IOException {
    Provenance provenance =
        Provenance.now(
            Versions.brsgd(),
            Versions.dl4j(),
            BaseCommand.home(),
            data,
            atATime.threads(),
            arguments);
    try (StopSignal stop = new StopSignal(screen)) {
      CellRunner runner = new CellRunner(screen, data, atATime.workers(), stop::isRequested);
      StressOutcome outcome = search(space, fixed, runner);
      AtomicFile.write(out.resolve("stress.csv"), new StressTable(outcome).runs().toCsv());
      new StressRecord(config, provenance.took((System.nanoTime() - start) / NANOS), outcome)
          .write(out);
      show(outcome);
      if (failed.isPresent()) {
        failed.get().orThrow();
      }
      return outcome.searched().isEmpty() && outcome.complete() ? 1 : runner.exitCode();
    }
  }

  private StressOutcome search(AttackSpace space, List<String> fixed, CellRunner runner)
      throws IOException {
    int runs = runs(config, fixed.size());
    int rounds = config.schedule().rounds();
    Map<AttackChoice, StressedRule> tried = new HashMap<>();
    try (Progress progress = screen.progress("stress", " rounds", (long) rounds * runs)) {
      RoundsOfRuns bar = new RoundsOfRuns(progress, runs, rounds);
      List<StressedRule> searched =
          new AttackSearch(space, config.attacks(), config.schedule().seed(), first(fixed))
                  .run(
                      choices -> {
                        List<StressedRule> generation =
                            run(choices, config.searchSeeds(), runner, bar);
                        generation.forEach(rule -> tried.put(rule.choice(), rule));
                        return generation.stream()
                            .map(rule -> new AttackScore(rule.choice(), rule.score()))
                            .toList();
                      })
                  .stream()
                  .map(score -> tried.get(score.choice()))
                  .toList();
      Optional<AttackChoice> worst = searched.stream().findFirst().map(StressedRule::choice);
      // The worst may be one of the list, and is run once then.
      List<AttackChoice> measured =
          Stream.concat(worst.stream(), listed(fixed).stream()).distinct().toList();
      Map<AttackChoice, StressedRule> fresh = new HashMap<>();
      if (!isToEnd(runner)) {
        run(measured, config.freshSeeds(), runner, bar)
            .forEach(rule -> fresh.put(rule.choice(), rule));
      }
      return new StressOutcome(
          fresh.size() == measured.size() && !isToEnd(runner),
          searched,
          worst.map(fresh::get).orElse(null),
          listed(fixed).stream()
              .map(fresh::get)
              .filter(rule -> rule != null && rule.serves())
              .toList());
    }
  }

  private static List<AttackChoice> listed(List<String> fixed) {
    return fixed.stream().map(attack -> new AttackChoice(attack, false)).toList();
  }

  /** What is known to hurt, where the adversary knows as much as the fixed list does. */
  private List<AttackChoice> first(List<String> fixed) {
    return config.knowledge() == Knowledge.FULL ? listed(fixed) : List.of();
  }

  private boolean isToEnd(CellRunner runner) {
    return failed.isPresent() || runner.isToEnd();
  }

  /** The rule under each of these, in their order; it ends before the first that was stopped. */
  private List<StressedRule> run(
      List<AttackChoice> choices, List<Long> seeds, CellRunner runner, RoundsOfRuns bar) {
    List<SideBySide.Job<Trial>> jobs = new ArrayList<>();
    for (AttackChoice choice : choices) {
      for (long seed : seeds) {
        SideBySide.Job<CellResult> job =
            runner.job(config.cell(choice, seed, Catalog.standard()), bar);
        jobs.add(interrupted -> job.run(interrupted).map(result -> new Trial(choice, result)));
      }
    }
    SideBySide.Done<Trial> done = new SideBySide(atATime.runs(), runner::isToEnd).run(jobs);
    if (done.failure().isPresent()) {
      failed = Optional.of(done);
    }
    List<StressedRule> rules = new ArrayList<>();
    for (AttackChoice choice : choices) {
      List<CellResult> results =
          done.results().stream()
              .filter(trial -> trial.choice().equals(choice))
              .map(Trial::result)
              .toList();
      if (results.size() < seeds.size()) {
        return rules;
      }
      rules.add(new StressedRule(choice, results));
    }
    return rules;
  }

  private void show(StressOutcome outcome) {
    StressTable table = new StressTable(outcome);
    screen.print("");
    screen.print(
        "worst of %d attacks, test accuracy in %% on seeds %s:",
        outcome.searched().size(), config.searchSeeds());
    screen.print(table.worst());
    screen.print("");
    screen.print(
        "seeds %s, which the search has not seen; the fixed list knows everything:",
        config.freshSeeds());
    screen.print(table.fresh());
    String legend =
        FailedRoundOption.legend(
                config.defence().onFailedRound(), config.schedule().rounds(), outcome.runs())
            .strip();
    if (!legend.isEmpty()) {
      screen.print("%n%s", legend);
    }
    if (!outcome.complete()) {
      screen.print("%nstopped before its end; the files of what was done are complete");
    } else if (outcome.searched().isEmpty()) {
      screen.note("no attack of the search could be run; the reasons are above");
    }
    if (outcome.found() != null) {
      AttackChoice choice = outcome.found().choice();
      screen.print(
          "%none run of it: brsgd train --rule %s --byzantine %d --attack %s --attackers %d%s%s ...",
          config.defence().rule(),
          config.defence().byzantine(),
          choice.attack(),
          config.attackers(),
          choice.changing() ? " --changing" : "",
          config.defence().onFailedRound() == FailedRound.SKIP ? " --on-failed-round skip" : "");
    }
    screen.print("results in %s", out);
  }
}
