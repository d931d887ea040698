package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Knowledge;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.stress.StressConfig;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.sweep.AttackChoice;
import io.github.brsgd.sweep.AttackSpace;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One rule against an adversary that searches. */
@Command(
    name = "stress",
    sortOptions = false,
    description = {
      "Searches the attack that hurts a rule most over a whole run: Arbiter breeds attacks, their"
          + " parameters and whether other nodes attack in each round. The worst found is measured"
          + " again on fresh seeds, beside the attacks that compare uses by default.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd stress --rule krum:q=3 --attackers 3",
      "  brsgd stress --rule nnm:q=3+trimmed-mean:q=3 --attackers 3 --runs 120 --seeds 3",
      "  brsgd stress --rule median --attackers 3 --knowledge partial",
      "  brsgd stress --rule mean --attackers 1 --nodes 10 --model logistic --rounds 50 --runs 20",
      "",
      "A rule with a good worst case in compare may only not have met its attack yet. --runs is the",
      "budget of the search, --seeds of them for each attack; scoring on fresh seeds comes on top.",
      "A run that fails closed counts as the worst there is; with --on-failed-round skip none ends",
      "so. An attack that cannot be run with these nodes and this rule is left out, and the error",
      "output says why. Same seed, same answer. Writes stress.csv, a line per run, and stress.json",
      "with configuration and command."
    })
final class StressCommand extends BaseCommand {

  private static final int RUNS = 48;
  private static final int SEEDS = 2;

  /** Candidates that Arbiter has run before it breeds others. */
  private static final int GENERATION = 8;

  @Option(names = "--rule", paramLabel = "RULE", description = "The server's rule: krum:q=3.")
  private String rule;

  @Option(
      names = "--byzantine",
      paramLabel = "Q",
      description = "q, for rules whose text has none. Default: --attackers.")
  private Integer byzantine;

  @Option(
      names = "--attackers",
      paramLabel = "N",
      description = "How many nodes attack; need not be q. No default.")
  private Integer attackers;

  @Option(
      names = "--knowledge",
      paramLabel = "LEVEL",
      description =
          "What the adversary knows: full (all honest rows and the server), partial (what its own"
              + " nodes computed) or none. Default: full.")
  private Knowledge knowledge;

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "Runs of the search, at most. Default: 48.")
  private Integer runs;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Runs per attack, with seeds counted up; the fresh seeds are the next as many. Default:"
              + " 2.")
  private Integer seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the search and the first run. Default: 1.")
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
  @Mixin private PartitionOption partition;
  @Mixin private DataFolder folder;
  @Mixin private OutputFolder output;

  @Override
  int execute() throws IOException {
    DatasetLocator locator = folder.locator();
    Optional<Integer> atATime = positive("--parallel", parallel);
    Optional<Integer> workers = run.workers(this);
    DataChoice wanted = partition.split(run.data(TrainCommand.DATA));
    DataChoice data = ExperimentData.resolve(wanted, Catalog.standard(), locator);
    StressConfig config = configuration(data);
    // Rule, nodes and attackers, which are no fault of an attack.
    Experiment first = experiment(config, "zero");
    Experiment.checkTrusted(data, List.of(first));
    AttackSpace space = AttackSpace.of(config.knowledge(), attack -> serves(config, attack));
    List<String> fixed = config.fixed().stream().filter(attack -> serves(config, attack)).toList();
    Path out = output.prepare(this, "stress");
    Announcement.synthetic(screen(), wanted, data);
    screen()
        .print(
            "%s, %d of %d nodes attack: %d attacks x %d seeds, then %d x %d on fresh seeds: at most"
                + " %d runs of %d rounds",
            config.defence().rule(),
            config.attackers(),
            config.schedule().nodes(),
            config.attacks(),
            config.seeds(),
            1 + fixed.size(),
            config.seeds(),
            StressRun.runs(config, fixed.size()),
            config.schedule().rounds());
    ExperimentData loaded = ExperimentData.load(data, Catalog.standard(), locator);
    // A network that these data do not fit, or test images that cannot be read, are no fault of an
    // attack either.
    Model network = first.network(loaded);
    loaded.testSize();
    RunsAtATime side =
        RunsAtATime.of(
            atATime,
            workers,
            Math.min(config.attacks(), GENERATION) * config.seeds(),
            RunsAtATime.fitting(first.memory(network, 1)),
            Runtime.getRuntime().availableProcessors());
    screen().print("data: %s, %s", data.title(), loaded.origin());
    screen()
        .print(
            "memory: %d runs at a time, each %s",
            side.runs(), first.memory(network, side.workers()));
    return new StressRun(screen(), config, loaded, side, out).execute(space, fixed, arguments());
  }

  private StressConfig configuration(DataChoice data) {
    if (rule == null) {
      throw usage("which rule? --rule krum:q=3 for instance; 'brsgd rules' lists them");
    }
    int attacking =
        positive("--attackers", attackers)
            .orElseThrow(() -> usage("--attackers: how many nodes attack? It has no default"));
    Catalog catalog = Catalog.standard();
    Aggregator chosen = byzantine == null ? catalog.rule(rule) : catalog.rule(rule, byzantine);
    return new StressConfig(
        new Defence(
            catalog.text(chosen),
            or(byzantine, chosen.byzantine().orElse(attacking)),
            failedRound.choice(FailedRound.THROW, this)),
        attacking,
        or(knowledge, Knowledge.FULL),
        CompareCommand.attacks(),
        positive("--runs", runs).orElse(RUNS),
        positive("--seeds", seeds).orElse(SEEDS),
        data,
        new NetworkChoice(
            run.model(TrainCommand.MODEL), "", "", run.fastLayers(TrainCommand.FAST_LAYERS)),
        run.schedule(CompareCommand.SCHEDULE, seed, null),
        run.nodeChoice(NodeChoice.PLAIN, this));
  }

  private static Experiment experiment(StressConfig config, String attack) {
    return config
        .cell(new AttackChoice(attack, false), config.schedule().seed(), Catalog.standard())
        .experiment();
  }

  /** Whether an attack can be run, as far as that is known without data; if not, it is said. */
  private boolean serves(StressConfig config, String attack) {
    try {
      experiment(config, attack);
      return true;
    } catch (IllegalArgumentException e) {
      screen().note("left out: %s: %s", attack, e.getMessage());
      return false;
    }
  }
}
