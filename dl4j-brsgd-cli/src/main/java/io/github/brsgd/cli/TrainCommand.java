package io.github.brsgd.cli;

import static io.github.brsgd.cli.RunOptions.or;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.experiment.Adversary;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.IterateChoice;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.experiment.SavedNetwork;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.experiment.SuspicionChoice;
import io.github.brsgd.data.DatasetLocator;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One run. */
@Command(
    name = "train",
    sortOptions = false,
    description = {
      "Trains one network on m nodes of which some attack, and writes what happened: run.json"
          + " (configuration, versions, checksums), rounds.csv, accuracy.png, model.zip.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  brsgd train --rule krum:q=6 --attack ipm:tau=10 --attackers 6",
      "  brsgd train --rule median --byzantine 6 --attack gaussian --attackers 6 --rounds 500",
      "  brsgd train --rule mean --nodes 1                       plain SGD, nobody attacks",
      "  brsgd train --rule trust --trusted 100 --byzantine 15 --attack sign-flip --attackers 15",
      "  brsgd train --dataset cifar10 --normalise --model cifar-cnn --nodes 10 \\",
      "        --rule trimmed-mean:q=2 --attack sign-flip --attackers 2 --alpha0 0.2",
      "  brsgd train --rule krum:q=6 --observe 20                is the theorem about this run?",
      "  brsgd train --rule krum:q=6 --attack zero --attackers 6 --suspect      who misbehaved?",
      "  brsgd train --rule krum:q=6 --watch                     how it goes, in a browser",
      "  brsgd train --rule krum:q=6 --tracking tensorboard      the same in TensorBoard",
      "  brsgd train --from runs/a/model.zip --rule krum:q=6     goes on where it ended",
      "  brsgd train --config runs/a/run.json                    the same run again, bit for bit",
      "  brsgd train --rule krum:q=6 --checkpoint-every 50 --out runs/b",
      "  brsgd train --resume runs/b                             goes on after a crash, bit for bit",
      "  brsgd train --rule nnm:q=4+trimmed-mean:q=4 --attack alie --attackers 4 \\",
      "        --update worker-momentum:beta=0.9 --partition dirichlet:alpha=0.3,over=nodes",
      "",
      "q is part of the rule (krum:q=6) and has no default; a rule without one, such as median,",
      "needs --byzantine. 'brsgd rules' and 'brsgd attacks' list what there is. Ctrl-C ends the",
      "run after the round at hand and writes all files."
    })
final class TrainCommand extends BaseCommand {

  private static final int NODES = 20;
  private static final int BATCH = 32;
  private static final int ROUNDS = 300;
  private static final double ALPHA0 = 1;
  private static final double P = 0.55;
  private static final int EVALUATE_EVERY = 25;
  private static final int MOST_PORT = 65_535;

  /** What holds where nothing is said. There is no rule among it. */
  static final Schedule SCHEDULE = new Schedule(NODES, BATCH, ROUNDS, ALPHA0, P, 1, EVALUATE_EVERY);

  /** Any data, all of it, pixels in [0, 1]. */
  static final DataChoice DATA = new DataChoice(DataChoice.ANY, 0, false);

  static final String MODEL = "mlp";

  static final boolean FAST_LAYERS = true;

  @Option(names = "--rule", paramLabel = "RULE", description = "The server's rule: krum:q=6.")
  private String rule;

  @Option(
      names = "--byzantine",
      paramLabel = "Q",
      description = "q, for rules whose text has none.")
  private Integer byzantine;

  @Option(
      names = "--attack",
      paramLabel = "ATTACK",
      description = "What the attackers do: ipm:tau=10. Default: nobody attacks.")
  private String attack;

  @Option(
      names = "--attackers",
      paramLabel = "N",
      description = "How many nodes attack; may differ from q. Default: 0.")
  private Integer attackers;

  @Option(
      names = "--changing",
      arity = "0",
      description = "Other nodes attack in each round. Default: always the last ones.")
  private Boolean changing;

  @Mixin private FailedRoundOption failedRound;
  @Mixin private RunOptions run;
  @Mixin private PartitionOption partition;

  @Option(
      names = "--from",
      paramLabel = "MODEL.zip",
      description = "Train a saved network instead of a fresh one.")
  private Path from;

  @Option(names = "--seed", paramLabel = "N", description = "Same seed, same bits. Default: 1.")
  private Long seed;

  @Option(
      names = "--evaluate-every",
      paramLabel = "R",
      description = "Rounds between evaluations on the test images. Default: 25.")
  private Integer evaluateEvery;

  @Option(
      names = "--config",
      paramLabel = "RUN.json",
      description = "Take everything from a record; other options given change it.")
  private Path config;

  @Option(
      names = "--sample-iterate",
      paramLabel = "LA",
      description =
          "Draw the iterate that the theorem's bound is about, with the product L A' (0 for bounded"
              + " variance), into model-sampled.zip.")
  private Double sampleIterate;

  @Option(
      names = "--observe",
      paramLabel = "R",
      description =
          "Estimate the constants of the theorem: every R rounds grad F over all training images,"
              + " and L by power iteration at start and end; into observations.json, for brsgd"
              + " theory --run. Costs a pass over all training images every R rounds and 42 over"
              + " 500 of them; changes no bit of the run. Default: 0, nothing.")
  private Integer observe;

  @Option(
      names = "--suspect",
      description =
          "Tell which nodes misbehave, from what the server sees: a warning at the first conviction,"
              + " a table at the end, nodes.csv and node-rounds.csv. In a run without an attack, of"
              + " i.i.d. nodes, any node is suspected with a chance of at most 0.05; with different"
              + " data far more. Changes no bit of the run.")
  private boolean suspect;

  @Option(
      names = "--quarantine",
      description =
          "With --suspect: exclude the first q nodes that are suspected; from the next round on"
              + " their rows are not taken, and the rule tolerates as many fewer. Attackers can have"
              + " honest nodes suspected, and so excluded.")
  private boolean quarantine;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "R",
      description =
          "Write all that the run remembers into OUT/checkpoints every R rounds and at its end; the"
              + " two newest are kept. Default: never.")
  private Integer checkpointRounds;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "T",
      description = "The same every T minutes; both may be given.")
  private Integer checkpointMinutes;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run whose --out was DIR after its newest checkpoint, bit for bit as if it"
              + " had not ended; --rounds may make it longer, other options cannot change it.")
  private Path resume;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "0",
      paramLabel = "PORT",
      description =
          "Serve the report of the rounds so far to browsers of this machine until the run ends; the"
              + " address is printed. Changes no bit of the run. Default: not; without PORT any that"
              + " is free.")
  private Integer watchPort;

  @Option(
      names = "--tracking",
      paramLabel = "WHAT",
      description =
          "csv: rounds.csv at the end, which every run writes; tensorboard: each round as it is done"
              + " as well, for 'tensorboard --logdir OUT'. Changes no bit of the run. Default: csv.")
  private String tracking;

  @Mixin private DataFolder folder;
  @Mixin private OutputFolder output;

  @Override
  int execute() throws IOException {
    DatasetLocator locator = folder.locator();
    int workers = run.workers(this).orElseGet(Runtime.getRuntime()::availableProcessors);
    boolean isForTensorBoard = isForTensorBoard();
    Path recorded = resume == null ? config : recordOf(resume);
    Optional<RunRecord> record =
        recorded == null ? Optional.empty() : Optional.of(RunRecord.read(recorded));
    ExperimentConfig wanted = configuration(record.map(RunRecord::configuration));
    ExperimentConfig resolved =
        wanted.with(
            ExperimentData.resolve(wanted.data(), Catalog.standard(), locator), wanted.network());
    Experiment experiment = new Experiment(resolved, Catalog.standard());
    Experiment.checkTrusted(resolved.data(), List.of(experiment));
    Path out = resume == null ? output.of("train") : resume;
    RunCheckpoints checkpoints =
        RunCheckpoints.of(this, out, checkpointRounds, checkpointMinutes, resume != null);
    experiment.check(checkpoints.choice());
    Optional<WatchServer> watch = watch();
    Announcement.synthetic(screen(), wanted.data(), resolved.data());
    ExperimentData data = ExperimentData.load(resolved.data(), Catalog.standard(), locator);
    if (record.isPresent() && !run.hasDataset()) {
      RecordedData.of(recorded, record.get().provenance())
          .check(data, "To train on other data as it says, name them with --dataset.");
    }
    TrainRun.Input input = TrainRun.Input.of(experiment, data);
    return new TrainRun(
            screen(),
            experiment,
            input,
            workers,
            OutputFolder.prepare(this, out),
            experiment.watch(),
            checkpoints,
            watch,
            isForTensorBoard)
        .execute(arguments());
  }

  /** Before anything is written: a port that cannot be had is a mistake in the arguments. */
  private Optional<WatchServer> watch() {
    if (watchPort == null) {
      return Optional.empty();
    }
    if (watchPort < 0 || watchPort > MOST_PORT) {
      throw usage("--watch: need a port from 0 (any) to " + MOST_PORT + ", got " + watchPort);
    }
    try {
      WatchServer server = WatchServer.on(watchPort);
      closeAtEnd(server);
      return Optional.of(server);
    } catch (IOException e) {
      throw usage(
          "--watch: cannot have port "
              + watchPort
              + " ("
              + Failures.message(e)
              + "); name another");
    }
  }

  private boolean isForTensorBoard() {
    return switch (tracking == null ? "csv" : tracking.toLowerCase(Locale.ROOT)) {
      case "csv" -> false;
      case "tensorboard" -> true;
      default -> throw usage("--tracking: need csv or tensorboard, got " + tracking);
    };
  }

  /** The record that a run with checkpoints writes at its start. */
  private Path recordOf(Path run) {
    if (config != null || output.isGiven()) {
      throw usage(
          "--resume: takes configuration and folder from " + run + "; give no --config or --out");
    }
    Path file = run.resolve(RunCheckpoints.FOLDER).resolve(RunRecord.FILE);
    if (!Files.isRegularFile(file)) {
      throw usage(
          "--resume: " + run + " is no folder of a run with checkpoints, there is no " + file);
    }
    return file;
  }

  private ExperimentConfig configuration(Optional<ExperimentConfig> base) {
    if (from != null && run.hasModel()) {
      throw usage("--model and --from: a saved network brings its own layers; give one of them");
    }
    return new ExperimentConfig(
        partition.split(run.data(base.map(ExperimentConfig::data).orElse(DATA))),
        network(
            base.map(ExperimentConfig::network)
                .orElse(new NetworkChoice(MODEL, "", "", FAST_LAYERS))),
        defence(base.map(ExperimentConfig::defence)),
        adversary(base.map(ExperimentConfig::adversary)),
        schedule(base.map(ExperimentConfig::schedule).orElse(SCHEDULE)),
        iterate(base.map(ExperimentConfig::iterate).orElse(IterateChoice.NONE)),
        or(observe, base.map(ExperimentConfig::observe).orElse(0)),
        run.nodeChoice(base.map(ExperimentConfig::nodes).orElse(NodeChoice.PLAIN), this),
        suspicion(base.map(ExperimentConfig::suspicion).orElse(SuspicionChoice.NONE)));
  }

  private Schedule schedule(Schedule base) {
    Schedule wanted = run.schedule(base, seed, evaluateEvery);
    if (resume != null && wanted.evaluateEvery() != base.evaluateEvery()) {
      throw usage(
          "--evaluate-every: the run in "
              + resume
              + " is evaluated every "
              + base.evaluateEvery()
              + " rounds; leave it out");
    }
    return wanted;
  }

  private SuspicionChoice suspicion(SuspicionChoice base) {
    if (base == SuspicionChoice.NONE && quarantine && !suspect) {
      throw usage("--quarantine: excludes who is suspected; give --suspect too");
    }
    SuspicionChoice wanted =
        quarantine
            ? SuspicionChoice.QUARANTINE
            : suspect && base == SuspicionChoice.NONE ? SuspicionChoice.TELL : base;
    if (resume != null && wanted != base) {
      throw usage(
          (quarantine ? "--quarantine" : "--suspect")
              + ": the run in "
              + resume
              + " began without it; leave it out");
    }
    return wanted;
  }

  private IterateChoice iterate(IterateChoice base) {
    return sampleIterate == null ? base : new IterateChoice(true, sampleIterate);
  }

  private NetworkChoice network(NetworkChoice base) {
    boolean fast = run.fastLayers(base.fastLayers());
    if (from != null) {
      return SavedNetwork.choice(from, fast);
    }
    return run.hasModel()
        ? new NetworkChoice(run.model(""), "", "", fast)
        : new NetworkChoice(base.model(), base.from(), base.sha256(), fast);
  }

  private Defence defence(Optional<Defence> base) {
    if (rule == null && base.isEmpty()) {
      throw usage("which rule? --rule krum:q=6 for instance; 'brsgd rules' lists them");
    }
    Optional<Integer> declared = Optional.ofNullable(byzantine);
    FailedRound failed =
        failedRound.choice(base.map(Defence::onFailedRound).orElse(FailedRound.THROW), this);
    if (rule == null) {
      return new Defence(base.get().rule(), declared.orElse(base.get().byzantine()), failed);
    }
    Catalog catalog = Catalog.standard();
    Aggregator chosen = byzantine == null ? catalog.rule(rule) : catalog.rule(rule, byzantine);
    return new Defence(catalog.text(chosen), Experiment.byzantine(chosen, declared), failed);
  }

  private Adversary adversary(Optional<Adversary> base) {
    Adversary old = base.orElse(new Adversary(Adversary.NONE, 0, false));
    int number = or(attackers, old.attackers());
    if (changing != null && number == 0) {
      throw usage("--changing: means nothing where nobody attacks, without --attackers");
    }
    return new Adversary(or(attack, old.attack()), number, or(changing, old.changing()));
  }
}
