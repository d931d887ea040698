package io.github.brsgd.cli;

import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.Outcome;
import io.github.brsgd.cli.experiment.Provenance;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.model.ExampleModel;
import io.github.brsgd.cli.report.TextTable;
import io.github.brsgd.cli.report.html.HtmlReport;
import io.github.brsgd.cli.sweep.Leaderboard;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.cli.sweep.SweepExperiment;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.SearchedAttack;
import io.github.brsgd.sweep.SweepBuilder;
import io.github.brsgd.sweep.SweepResult;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.nn.api.Model;

/** A sweep with everything around it: what is said before, the bar, the winner, the files. */
final class SweepRun {

  private static final int SHOWN = 10;
  private static final double NANOS = 1e9;
  private static final double PERCENT = 100;

  private final Screen screen;
  private final SweepExperiment experiment;
  private final ExperimentData data;
  private final Optional<Path> dataFolder;
  private final Optional<Integer> parallel;
  private final Optional<Duration> limit;
  private final Path out;
  private final long start = System.nanoTime();

  SweepRun(
      Screen screen,
      SweepExperiment experiment,
      ExperimentData data,
      Optional<Path> dataFolder,
      Optional<Integer> parallel,
      Optional<Duration> limit,
      Path out) {
    this.screen = screen;
    this.experiment = experiment;
    this.data = data;
    this.dataFolder = dataFolder;
    this.parallel = parallel;
    this.limit = limit;
    this.out = out;
  }

  /** Searches, tests the winner, writes, tells; returns the exit code. */
  int execute(List<String> arguments) throws IOException {
    SweepConfig config = experiment.config();
    int atATime = atATime();
    Provenance provenance =
        Provenance.now(
            Versions.brsgd(), Versions.dl4j(), BaseCommand.home(), data, atATime, arguments);
    Optional<SweepRecord.Outcome> before = SweepRecord.find(out).map(SweepRecord::outcome);
    new SweepRecord(config, provenance, before.orElse(null)).write(out);
    announce(config, atATime);
    try (StopSignal stop = new StopSignal(screen)) {
      SweepResult result = search(atATime, stop);
      Leaderboard leaderboard = new Leaderboard(config, result);
      AtomicFile.write(out.resolve("leaderboard.csv"), leaderboard.toCsv());
      screen.print("");
      screen.print(leaderboard.top(SHOWN));
      if (!leaderboard.legend().isEmpty()) {
        screen.print("%n%s", leaderboard.legend().strip());
      }
      count(result);
      List<SweepRecord.Test> tests = tested(before, result);
      if (tests.isEmpty()
          && !stop.isRequested()
          && result.count(CandidateResult.State.FAILED) == 0) {
        tests = test(result, provenance, atATime, stop);
      }
      new SweepRecord(config, provenance.took(seconds()), outcome(result, tests)).write(out);
      screen.print("report in %s", HtmlReport.write(List.of(out), out));
      return exitCode(result);
    }
  }

  /** A thread each. */
  private int atATime() {
    Model network =
        ExampleModel.parse(experiment.config().model())
            .create(data.shape(), data.classNames().size(), 0);
    return RunsAtATime.of(
            parallel,
            Optional.of(1),
            experiment.candidates(),
            RunsAtATime.fitting(experiment.memory(network)),
            Runtime.getRuntime().availableProcessors())
        .runs();
  }

  private void announce(SweepConfig config, int atATime) {
    SweepConfig.Space space = config.space();
    screen.print(
        "data       %s: %,d training images, %s",
        config.data().title(), data.size(), data.origin());
    screen.print(
        "held out   %.3g of them, to score candidates on; the test images wait for the winner",
        config.validation());
    screen.print(
        "space      p %s, alpha0 %s, rules %s, before %s, q %s, batch %s",
        space.p(),
        space.alpha0(),
        String.join(" ", space.rules()),
        space.preAggregations().stream().map(s -> s.isEmpty() ? "none" : s).toList(),
        space.byzantine(),
        space.batch());
    if (config.searched().isPresent()) {
      announce(config, config.searched().get());
    } else {
      screen.print(
          "candidate  %d runs of %d rounds: %d of %d nodes attack by %s, seeds %s; %s %s counts",
          config.attacks().size() * config.seeds().size(),
          config.rounds(),
          config.attackers(),
          config.nodes(),
          String.join(", ", config.attacks()),
          config.seeds(),
          config.over().name().toLowerCase(Locale.ROOT),
          config.measure().name().toLowerCase(Locale.ROOT));
    }
    if (config.onFailedRound() == FailedRound.SKIP) {
      screen.print("skipped    rounds that fail");
    }
    screen.print(
        "search     %s, %s%d candidates, %d at a time, seed %d",
        config.search().method().name().toLowerCase(Locale.ROOT),
        config.search().method() == Search.Method.GRID ? "" : "at most ",
        experiment.candidates(),
        atATime,
        config.search().seed());
    int all = experiment.all();
    if (experiment.candidates() < all) {
      screen.note(
          "--candidates cuts the grid short: the first %d of its %d points are run",
          experiment.candidates(), all);
    }
  }

  private void announce(SweepConfig config, SearchedAttack attack) {
    screen.print(
        "candidate  %d of %d nodes attack: at most %d runs of %d rounds on seeds %s search its worst"
            + " attack, knowledge %s; %s under it on seeds %s counts",
        config.attackers(),
        config.nodes(),
        attack.budget(),
        config.rounds(),
        config.seeds(),
        attack.knowledge().name().toLowerCase(Locale.ROOT),
        config.measure().name().toLowerCase(Locale.ROOT),
        experiment.scoredSeeds());
  }

  private SweepResult search(int atATime, StopSignal stop) throws IOException {
    try (Progress progress = screen.progress("searching", " candidates", experiment.candidates())) {
      BestSoFar best = new BestSoFar(experiment.config().measure(), progress);
      SweepBuilder sweep =
          experiment
              .sweep(data, dataFolder, BaseCommand.home(), out.resolve("candidates"))
              .parallel(atATime)
              .stopWhen(stop::isRequested)
              .listener(best);
      limit.ifPresent(sweep::timeLimit);
      return sweep.build().run();
    }
  }

  private void count(SweepResult result) {
    long early = result.ranking().stream().filter(CandidateResult::endedEarly).count();
    screen.print(
        "%n%d candidates: %d finished (%d of them with a run that diverged or aborted), %d cannot be"
            + " run, %d failed",
        result.ranking().size(),
        result.count(CandidateResult.State.FINISHED),
        early,
        result.count(CandidateResult.State.INVALID),
        result.count(CandidateResult.State.FAILED));
    result.ranking().stream()
        .filter(candidate -> candidate.state() == CandidateResult.State.FAILED)
        .forEach(
            candidate ->
                screen.note("candidate %d failed: %s", candidate.index(), candidate.message()));
    result.ranking().stream()
        .filter(candidate -> candidate.state() == CandidateResult.State.INVALID)
        .map(CandidateResult::message)
        .distinct()
        .forEach(reason -> screen.print("cannot be run: %s", reason));
    if (!result.complete()) {
      screen.print(
          "the search has not come to its end, %d of at most %d candidates are done;"
              + " 'brsgd sweep --resume %s' goes on",
          result.ranking().size(), experiment.candidates(), out);
    }
  }

  /** What the test images said of this winner already; they are not read again for it. */
  private List<SweepRecord.Test> tested(Optional<SweepRecord.Outcome> before, SweepResult result) {
    Optional<Integer> winner = result.best().map(CandidateResult::index);
    if (winner.isEmpty()
        || before.isEmpty()
        || !winner.get().equals(before.get().winner())
        || before.get().tests().isEmpty()) {
      return List.of();
    }
    List<SweepRecord.Test> tests = before.get().tests();
    show("the winner has been tested before, trained on all training images:", tests);
    return tests;
  }

  private void show(String title, List<SweepRecord.Test> tests) {
    screen.print("%n%s%n", title);
    screen.print(
        new TextTable(
            List.of("attack", "seed", "accuracy"), tests.stream().map(SweepRun::row).toList()));
  }

  private static List<String> row(SweepRecord.Test test) {
    return List.of(
        test.attack().isEmpty() ? SweepConfig.NOBODY : test.attack(),
        Long.toString(test.seed()),
        test.accuracy() == null
            ? "aborted"
            : String.format(Locale.ROOT, "%.2f%%", PERCENT * test.accuracy()));
  }

  private List<SweepRecord.Test> test(
      SweepResult result, Provenance provenance, int atATime, StopSignal stop) throws IOException {
    if (result.best().isEmpty()) {
      return List.of();
    }
    List<Experiment> finals = experiment.finals(result.best().get());
    RunsAtATime runs =
        RunsAtATime.of(
            Optional.of(atATime),
            Optional.empty(),
            finals.size(),
            atATime,
            Runtime.getRuntime().availableProcessors());
    List<SweepRecord.Test> tests;
    try (Progress progress = screen.progress("testing the winner", " runs", finals.size())) {
      AtomicInteger done = new AtomicInteger();
      List<SideBySide.Job<SweepRecord.Test>> jobs = new ArrayList<>();
      for (Experiment run : finals) {
        Path folder = out.resolve("winner").resolve("run-" + (jobs.size() + 1));
        jobs.add(
            interrupted -> {
              BooleanSupplier end = () -> stop.isRequested() || interrupted.getAsBoolean();
              SweepRecord.Test test = test(run, provenance, folder, runs.workers(), end);
              progress.at(done.incrementAndGet(), test.attack());
              return end.getAsBoolean() ? Optional.empty() : Optional.of(test);
            });
      }
      tests = new SideBySide(runs.runs(), stop::isRequested).run(jobs).orThrow();
    }
    if (tests.size() < finals.size()) {
      return List.of();
    }
    show("the winner, trained on all training images, on the test images:", tests);
    return tests;
  }

  private SweepRecord.Test test(
      Experiment run, Provenance provenance, Path folder, int workers, BooleanSupplier stop)
      throws IOException {
    Files.createDirectories(folder);
    Model network = run.network(data);
    Outcome outcome = run.run(network, data, workers, (round, model) -> {}, stop);
    AtomicFile.write(folder.resolve("rounds.csv"), outcome.history().toCsv());
    RunRecord.of(run.config(), provenance, outcome).write(folder);
    outcome.orThrow();
    OptionalDouble accuracy = outcome.history().lastAccuracy();
    return new SweepRecord.Test(
        run.config().adversary().attack(),
        run.config().schedule().seed(),
        outcome.aborted().isPresent() || accuracy.isEmpty() ? null : accuracy.getAsDouble(),
        out.relativize(folder).toString());
  }

  private static SweepRecord.Outcome outcome(SweepResult result, List<SweepRecord.Test> tests) {
    return new SweepRecord.Outcome(
        result.complete(),
        result.ranking().size(),
        result.count(CandidateResult.State.FINISHED),
        result.ranking().stream().filter(CandidateResult::endedEarly).count(),
        result.count(CandidateResult.State.INVALID),
        result.count(CandidateResult.State.FAILED),
        result.best().map(CandidateResult::index).orElse(null),
        tests);
  }

  private int exitCode(SweepResult result) {
    if (result.count(CandidateResult.State.FAILED) > 0) {
      screen.note("some candidates failed; 'brsgd sweep --resume %s' tries them again", out);
      return 1;
    }
    if (result.best().isEmpty()) {
      screen.note("no candidate got through all its runs");
      return 1;
    }
    return 0;
  }

  private double seconds() {
    return (System.nanoTime() - start) / NANOS;
  }
}
