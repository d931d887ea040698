package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.compare.Comparison;
import io.github.brsgd.cli.compare.Grid;
import io.github.brsgd.cli.compare.GridCell;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rules times attacks. */
@Command(
    name = "compare",
    sortOptions = false,
    description = {
      "Trains the same network once for every rule and attack, and shows the accuracies in one"
          + " table: a row per rule, a column per attack, the worst attack last. Also as"
          + " compare.csv, compare.md and compare.png. With --byzantine a grid instead: every rule"
          + " under the worst attack for each count of Byzantine nodes and each partition.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd compare                                  eight rules, five attacks, some minutes",
      "  brsgd compare --rules mean krum:q=3 --attacks none ipm:tau=10 alie",
      "  brsgd compare --model cnn --parallel 1         one run at a time, on all cores",
      "  brsgd compare --nodes 20 --attackers 6 --rounds 300 --seeds 3 \\",
      "        --rules mean krum:q=6 median bulyan:q=4 --attacks none ipm:tau=10 non-finite",
      "  brsgd compare --byzantine 1 2 4 --partition iid dirichlet:alpha=1,over=classes \\",
      "        --rules krum median nnm+trimmed-mean",
      "",
      "q is part of a rule's text. A rule without one (median, geometric-median) is declared for"
          + " as",
      "many Byzantine nodes as attack; a rule with a smaller q > 0 than --attackers meets only q",
      "attackers, and its row says so. 'aborted': more rows than q were NaN or infinite and the run",
      "failed closed, as mean does at the first; with --on-failed-round skip it goes on without",
      "that step. Ctrl-C shows and writes the cells that are done.",
      "With --parallel alone the cores are shared by so many runs; with --workers alone there are as",
      "many runs at a time as have so many cores each. Each has a network and a matrix of its own.",
      "",
      "In a grid (--byzantine Q...) Q nodes attack every rule, and a rule without q takes Q: krum is",
      "krum:q=2, krum:q=4, as labels and lines say; a rule with a q of its own keeps it. What cannot",
      "be run with these numbers is 'n/a', what was not run to the end '-'; a worst case of fewer",
      "attacks than were named has a mark. Writes grid.csv, a line per run, grid.md, grid.json, and",
      "as .png and .svg grid and grid-best."
    })
final class CompareCommand extends BaseCommand {

  private static final int NODES = 15;
  private static final int ATTACKERS = 3;
  private static final int ROUNDS = 100;

  private static final List<String> RULES =
      List.of(
          "mean",
          "krum:q=3",
          "multi-krum:q=3",
          "median",
          "mean-around-median:q=3",
          "trimmed-mean:q=3",
          "geometric-median",
          "bulyan:q=3");

  /** The same, to take the q of each place of a grid. */
  private static final List<String> GRID_RULES =
      List.of(
          "mean",
          "krum",
          "multi-krum",
          "median",
          "mean-around-median",
          "trimmed-mean",
          "geometric-median",
          "bulyan");

  private static final List<String> ATTACKS =
      List.of(
          Comparison.NOBODY, "sign-flip:scale=4", "ipm:tau=10", "gaussian", "alie", "non-finite");

  /** Fewer nodes and rounds than in train, so that all cells together take minutes. */
  static final Schedule SCHEDULE =
      new Schedule(
          NODES,
          TrainCommand.SCHEDULE.batch(),
          ROUNDS,
          TrainCommand.SCHEDULE.alpha0(),
          TrainCommand.SCHEDULE.p(),
          TrainCommand.SCHEDULE.seed(),
          ROUNDS);

  /** The attacks that a rule meets unless others are named. */
  static List<String> attacks() {
    return ATTACKS.stream().filter(attack -> !attack.equals(Comparison.NOBODY)).toList();
  }

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "RULE",
      description =
          "Rules, separated by blanks. Default: mean krum:q=3 multi-krum:q=3 median"
              + " mean-around-median:q=3 trimmed-mean:q=3 geometric-median bulyan:q=3; in a grid the"
              + " same without q.")
  private List<String> rules;

  @Option(
      names = "--attacks",
      arity = "1..*",
      paramLabel = "ATTACK",
      description =
          "Attacks, separated by blanks; none is the column in which nobody attacks. Default: none"
              + " sign-flip:scale=4 ipm:tau=10 gaussian alie non-finite; in a grid the same without"
              + " none.")
  private List<String> attacks;

  @Option(
      names = "--attackers",
      paramLabel = "N",
      description = "How many nodes attack. Default: 3 (of --nodes, default 15).")
  private Integer attackers;

  @Option(
      names = "--byzantine",
      arity = "1..*",
      paramLabel = "Q",
      description =
          "Makes a grid: so many nodes are Byzantine, and attack; several counts, separated by"
              + " blanks. In place of --attackers.")
  private List<Integer> byzantine;

  @Option(
      names = "--partition",
      arity = "1..*",
      paramLabel = "TEXT",
      description =
          "How the training examples are split over the nodes; 'brsgd datasets' lists what there"
              + " is; in a grid several, separated by blanks. Default: iid, every node draws from the"
              + " same distribution.")
  private List<String> partitions;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Run every cell with N seeds; shows mean and standard deviation. Default: 1.")
  private Integer seeds;

  @Option(names = "--seed", paramLabel = "N", description = "The first seed. Default: 1.")
  private Long seed;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description =
          "Runs at a time; results do not depend on it. Default: one per core, or with --workers W one"
              + " per W cores; fewer if memory is short.")
  private Integer parallel;

  @Mixin private RunOptions run;
  @Mixin private FailedRoundOption failedRound;
  @Mixin private DataFolder folder;
  @Mixin private OutputFolder output;

  @Override
  int execute() throws IOException {
    DatasetLocator locator = folder.locator();
    Optional<Integer> atATime = positive("--parallel", parallel);
    Optional<Integer> workers = run.workers(this);
    if (byzantine != null) {
      return grid(locator, atATime, workers);
    }
    DataChoice wanted = split(run.data(TrainCommand.DATA), partition());
    DataChoice data = ExperimentData.resolve(wanted, Catalog.standard(), locator);
    Comparison comparison =
        new Comparison(
            or(rules, RULES),
            or(attacks, ATTACKS),
            or(attackers, ATTACKERS),
            data,
            run.model(TrainCommand.MODEL),
            schedule(),
            or(seeds, 1),
            run.fastLayers(TrainCommand.FAST_LAYERS),
            run.nodeChoice(NodeChoice.PLAIN, this),
            failedRound.choice(FailedRound.THROW, this));
    if (comparison.attackers() == 0 && !comparison.attacks().equals(List.of(Comparison.NOBODY))) {
      throw usage(
          "--attackers: 0 leaves nobody to attack by "
              + comparison.attacks().stream()
                  .filter(attack -> !attack.equals(Comparison.NOBODY))
                  .collect(Collectors.joining(", "))
              + "; give --attacks none");
    }
    List<Comparison.Cell> cells = comparison.cells(Catalog.standard());
    Path out = output.prepare(this, "compare");
    Announcement.synthetic(screen(), wanted, data);
    screen()
        .print(
            "%d rules x %d attacks x %d seeds: %d runs of %d rounds",
            comparison.rules().size(),
            comparison.attacks().size(),
            comparison.seeds(),
            cells.size(),
            comparison.schedule().rounds());
    ExperimentData loaded = ExperimentData.load(data, Catalog.standard(), locator);
    RunsAtATime runs =
        atATime(
            cells.stream().map(Comparison.Cell::experiment).toList(),
            data,
            loaded,
            atATime,
            workers);
    return new CompareRun(screen(), comparison, loaded, runs, out).execute(cells, arguments());
  }

  /** The way to split, of a comparison that is no grid. */
  private String partition() {
    if (partitions == null) {
      return DataChoice.IID;
    }
    if (partitions.size() > 1) {
      throw usage(
          "--partition: "
              + partitions.size()
              + " of them make a grid, which needs its counts of Byzantine nodes: --byzantine Q...");
    }
    return partitions.get(0);
  }

  private static DataChoice split(DataChoice data, String partition) {
    return data.of(data.dataset(), partition);
  }

  private int grid(DatasetLocator locator, Optional<Integer> atATime, Optional<Integer> workers)
      throws IOException {
    if (attackers != null) {
      throw usage("--attackers: in a grid as many attack as --byzantine says; give one of them");
    }
    Catalog catalog = Catalog.standard();
    DataChoice wanted = run.data(TrainCommand.DATA);
    DataChoice data = ExperimentData.resolve(wanted, catalog, locator);
    List<String> splits =
        or(partitions, List.of(DataChoice.IID)).stream()
            .map(text -> ExperimentData.resolve(split(data, text), catalog, locator).partition())
            .toList();
    Grid grid =
        new Grid(
            or(rules, GRID_RULES),
            or(attacks, attacks()),
            byzantine,
            splits,
            data,
            new NetworkChoice(
                run.model(TrainCommand.MODEL), "", "", run.fastLayers(TrainCommand.FAST_LAYERS)),
            schedule(),
            or(seeds, 1),
            run.nodeChoice(NodeChoice.PLAIN, this),
            failedRound.choice(FailedRound.THROW, this));
    List<GridCell> cells = grid.cells(catalog);
    Path out = output.prepare(this, "compare");
    Announcement.synthetic(screen(), wanted, data);
    List<Experiment> possible =
        cells.stream()
            .flatMap(cell -> cell.run().stream())
            .map(Comparison.Cell::experiment)
            .toList();
    screen()
        .print(
            "%d rules x %d attacks x %d seeds, at %d counts of Byzantine nodes x %d partitions: %d"
                + " runs of %d rounds",
            grid.rules().size(),
            grid.attacks().size(),
            grid.seeds(),
            grid.byzantine().size(),
            grid.partitions().size(),
            possible.size(),
            grid.schedule().rounds());
    ExperimentData loaded = ExperimentData.load(data, catalog, locator);
    RunsAtATime side = atATime(possible, data, loaded, atATime, workers);
    return new GridRun(screen(), grid, loaded, side, out).execute(cells, arguments());
  }

  /** How many runs go side by side, which is said. */
  private RunsAtATime atATime(
      List<Experiment> experiments,
      DataChoice data,
      ExperimentData loaded,
      Optional<Integer> atATime,
      Optional<Integer> workers)
      throws IOException {
    // A network that these data do not fit, or test images that cannot be read, are no fault of a
    // cell.
    Experiment first = experiments.get(0);
    Model network = first.network(loaded);
    loaded.testSize();
    RunsAtATime runs =
        RunsAtATime.of(
            atATime,
            workers,
            experiments.size(),
            RunsAtATime.fitting(first.memory(network, 1)),
            Runtime.getRuntime().availableProcessors());
    screen().print("data: %s, %s", data.title(), loaded.origin());
    screen()
        .print(
            "memory: %d runs at a time, each %s",
            runs.runs(), first.memory(network, runs.workers()));
    return runs;
  }

  private Schedule schedule() {
    Schedule given = run.schedule(SCHEDULE, seed, 1);
    return new Schedule(
        given.nodes(),
        given.batch(),
        given.rounds(),
        given.alpha0(),
        given.p(),
        given.seed(),
        given.rounds());
  }
}
