package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.sweep.SweepConfig;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.SearchedAttack;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a sweep searches; those of a configuration file hold for the rest. */
final class SweepOptions {

  private static final int NODES = 20;
  private static final int ROUNDS = 100;
  private static final int CANDIDATES = 24;
  private static final int GRID_POINTS = 4;
  private static final int POPULATION = 8;
  private static final double HELD_OUT = 0.1;

  @Option(
      names = "--p",
      paramLabel = "FROM..TO",
      description = "Decay exponent, inside (1/2, 1); one number to fix it. Default: 0.51..0.95.")
  private String p;

  @Option(
      names = "--alpha0",
      paramLabel = "FROM..TO",
      description = "First step size, searched on a log scale. Default: 0.05..2.")
  private String alpha0;

  @Option(
      names = "--rules",
      arity = "1..*",
      paramLabel = "RULE",
      description =
          "Rules to choose from; without q they take it from --byzantine. Default: krum multi-krum"
              + " median trimmed-mean geometric-median bulyan.")
  private List<String> rules;

  @Option(
      names = "--pre",
      arity = "1..*",
      paramLabel = "STEP",
      description =
          "Pre-aggregations to choose from, 'none' among them or not, such as none nnm. Default:"
              + " none.")
  private List<String> preAggregations;

  @Option(
      names = "--byzantine",
      arity = "1..*",
      paramLabel = "Q",
      description = "q that the server declares, or several to choose from. No default.")
  private List<Integer> byzantine;

  @Option(
      names = "--batch",
      arity = "1..*",
      paramLabel = "N",
      description = "Images per node and round, or several to choose from. Default: 32.")
  private List<Integer> batch;

  @Option(
      names = "--attacks",
      arity = "1..*",
      paramLabel = "ATTACK",
      description =
          "Every candidate meets each of these; none: nobody attacks. Default: sign-flip:scale=4"
              + " ipm:tau=10 alie.")
  private List<String> attacks;

  @Option(
      names = "--adversary",
      paramLabel = "search[:budget=N]",
      description =
          "In place of --attacks: for every candidate the attack that hurts it most is searched, in at"
              + " most N runs (16), and its score is that under it on other seeds."
              + " knowledge=partial or none, for an adversary that does not see everything.")
  private String adversary;

  @Option(
      names = "--attackers",
      paramLabel = "N",
      description = "How many nodes attack; need not be q. No default.")
  private Integer attackers;

  @Option(
      names = "--search",
      paramLabel = "METHOD",
      description =
          "random, grid (every combination) or genetic (generations of 8). Default: random.")
  private Search.Method method;

  @Option(
      names = "--candidates",
      paramLabel = "N",
      description =
          "At most so many, of a grid the first in order; for a grid 0 for all of it. Default: 24,"
              + " of a grid all.")
  private Integer candidates;

  @Option(
      names = "--grid-points",
      paramLabel = "N",
      description = "Values of p and of alpha0 in a grid, ends included. Default: 4.")
  private Integer gridPoints;

  @Option(
      names = "--patience",
      paramLabel = "N",
      description = "End after so many candidates without a better one. Default: 0, never.")
  private Integer patience;

  @Option(
      names = "--measure",
      paramLabel = "WHAT",
      description = "accuracy or loss on the images held out. Default: accuracy.")
  private SweepConfig.Measure measure;

  @Option(
      names = "--over",
      paramLabel = "HOW",
      description = "Score of a candidate: the worst or the mean over the attacks. Default: worst.")
  private Reduction over;

  @Option(
      names = "--validation",
      paramLabel = "SHARE",
      description = "Part of the training images that is held out to score on. Default: 0.1.")
  private Double validation;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description =
          "Runs per candidate and attack, with seeds counted up; with --adversary the score is on the"
              + " next as many. Default: 1.")
  private Integer seeds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the search, the images held out and the first run. Default: 1.")
  private Long seed;

  @Option(names = "--nodes", paramLabel = "M", description = "Number of nodes m. Default: 20.")
  private Integer nodes;

  @Option(names = "--rounds", paramLabel = "K", description = "Steps per run. Default: 100.")
  private Integer rounds;

  @Mixin private DataOptions images = new DataOptions();
  @Mixin private PartitionOption partition = new PartitionOption();
  @Mixin private NodeOptions update = new NodeOptions();
  @Mixin private FailedRoundOption failedRound = new FailedRoundOption();

  /** What was asked for, the rest from the base or by default; q and attackers have none. */
  SweepConfig configuration(Optional<SweepConfig> base, BaseCommand command) {
    return new SweepConfig(
        partition.split(images.data(base.map(SweepConfig::data).orElse(TrainCommand.DATA))),
        images.model(base.map(SweepConfig::model).orElse(TrainCommand.MODEL)),
        or(nodes, base.map(SweepConfig::nodes).orElse(NODES)),
        required("--attackers", attackers, base.map(SweepConfig::attackers), command),
        attacks(base.map(SweepConfig::attacks), command),
        seeds(base.map(SweepConfig::seeds).orElse(List.of(1L)), command),
        or(rounds, base.map(SweepConfig::rounds).orElse(ROUNDS)),
        space(base.map(SweepConfig::space), command),
        search(base.map(SweepConfig::search), command),
        or(measure, base.map(SweepConfig::measure).orElse(SweepConfig.Measure.ACCURACY)),
        over(base.map(SweepConfig::over).orElse(Reduction.WORST), command),
        or(validation, base.map(SweepConfig::validation).orElse(HELD_OUT)),
        images.fastLayers(base.map(SweepConfig::fastLayers).orElse(TrainCommand.FAST_LAYERS)),
        update.nodes(base.map(SweepConfig::nodeChoice).orElse(NodeChoice.PLAIN), command),
        failedRound.choice(
            base.map(SweepConfig::onFailedRound).orElse(FailedRound.THROW), command));
  }

  /** Whether a data set was named. */
  boolean hasDataset() {
    return images.hasDataset();
  }

  private static <T> T required(String name, T given, Optional<T> base, BaseCommand command) {
    if (given == null && base.isEmpty()) {
      throw command.usage(name + ": has no default; say what the server has to withstand");
    }
    return given != null ? given : base.get();
  }

  private List<String> attacks(Optional<List<String>> base, BaseCommand command) {
    if (adversary == null) {
      searchedAmong(attacks)
          .ifPresent(
              text -> {
                throw command.usage(
                    "--attacks: "
                        + text
                        + " is none, but one that is to be searched; give --adversary "
                        + text);
              });
      return or(attacks, base.orElse(List.of("sign-flip:scale=4", "ipm:tau=10", "alie")));
    }
    if (attacks != null) {
      throw command.usage("--attacks: means nothing where --adversary searches the attack");
    }
    return List.of(SearchedAttack.parse(adversary).toString());
  }

  private static Optional<String> searchedAmong(List<String> attacks) {
    return or(attacks, List.<String>of()).stream().filter(SearchedAttack::isText).findFirst();
  }

  /** With one attack that is searched there is no mean, whatever the base says. */
  private Reduction over(Reduction base, BaseCommand command) {
    if (adversary == null) {
      return or(over, base);
    }
    if (over == Reduction.MEAN) {
      throw command.usage("--over: mean means nothing where --adversary searches one attack");
    }
    return Reduction.WORST;
  }

  private List<Long> seeds(List<Long> base, BaseCommand command) {
    if (seeds == null && seed == null) {
      return base;
    }
    long first = or(seed, base.get(0));
    int count = command.positive("--seeds", seeds).orElse(base.size());
    return LongStream.range(first, first + count).boxed().toList();
  }

  private SweepConfig.Space space(Optional<SweepConfig.Space> base, BaseCommand command) {
    return new SweepConfig.Space(
        range("--p", p, base.map(SweepConfig.Space::p), "0.51..0.95"),
        range("--alpha0", alpha0, base.map(SweepConfig.Space::alpha0), "0.05..2"),
        or(
            rules,
            base.map(SweepConfig.Space::rules)
                .orElse(
                    List.of(
                        "krum",
                        "multi-krum",
                        "median",
                        "trimmed-mean",
                        "geometric-median",
                        "bulyan"))),
        preAggregations == null
            ? base.map(SweepConfig.Space::preAggregations).orElse(List.of(""))
            : preAggregations.stream().map(step -> step.equals("none") ? "" : step).toList(),
        required("--byzantine", byzantine, base.map(SweepConfig.Space::byzantine), command),
        or(batch, base.map(SweepConfig.Space::batch).orElse(List.of(32))));
  }

  private static SweepConfig.Range range(
      String name, String given, Optional<SweepConfig.Range> base, String otherwise) {
    return given != null || base.isEmpty()
        ? SweepConfig.Range.parse(name, or(given, otherwise))
        : base.get();
  }

  private Search search(Optional<Search> base, BaseCommand command) {
    Search.Method how = or(method, base.map(Search::method).orElse(Search.Method.RANDOM));
    if (gridPoints != null && how != Search.Method.GRID) {
      throw command.usage("--grid-points: belongs to --search grid");
    }
    boolean same = base.isPresent() && base.get().method() == how;
    int size = how == Search.Method.GRID ? 0 : CANDIDATES;
    return new Search(
        how,
        or(candidates, same ? base.get().candidates() : size),
        how == Search.Method.GRID
            ? or(gridPoints, same ? base.get().gridPoints() : GRID_POINTS)
            : 0,
        how == Search.Method.GENETIC ? same ? base.get().population() : POPULATION : 0,
        or(patience, base.map(Search::patience).orElse(0)),
        or(seed, base.map(Search::seed).orElse(1L)));
  }
}
