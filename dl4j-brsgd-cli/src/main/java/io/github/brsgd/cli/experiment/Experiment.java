package io.github.brsgd.cli.experiment;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.ChangingAttackers;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.checks.Check;
import io.github.brsgd.cli.model.ExampleModel;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.files.Sha256;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.AbortedRunException;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.MemoryEstimate;
import io.github.brsgd.training.RoundListener;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.model.FastLayers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * One run as its configuration says: everything that needs no data is checked when it is made.
 *
 * @since 0.1
 */
public final class Experiment {

  private static final double NANOS = 1e9;

  /** Of any: which entries a network has does not depend on it. */
  private static final ImageShape SMALL = new ImageShape(1, 16, 16);

  private final ExperimentConfig config;
  private final Catalog catalog;

  /**
   * An experiment, checked.
   *
   * @param config what to run
   * @param catalog where rules, attacks and partitioners come from
   * @throws IllegalArgumentException if something in the configuration is wrong
   */
  public Experiment(ExperimentConfig config, Catalog catalog) {
    this.config = Objects.requireNonNull(config, "config");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    BrsgdTrainingMasterBuilder checked = builder();
    watch().ifPresent(nodes -> nodes.watch(checked));
    BrsgdTrainingMaster master = checked.build();
    if (usesTrusted() && config.data().trusted() == 0) {
      throw new IllegalArgumentException(
          "trusted: "
              + config.defence().rule()
              + " compares rows with one of the server's own; hold examples back for it, as with"
              + " --trusted 100");
    }
    if (config.network().from().isEmpty()) {
      ExampleModel model = exampleNetwork();
      if (usesTrusted()) {
        master.check(model.create(SMALL, 2, 0));
      }
    }
  }

  /**
   * The configuration.
   *
   * @return as given
   */
  public ExperimentConfig config() {
    return config;
  }

  /**
   * q as a rule's text has it, or else as declared apart.
   *
   * @param rule the rule
   * @param declared q; empty if it was not declared
   * @return q
   * @throws IllegalArgumentException if neither says it; q has no default
   */
  public static int byzantine(Aggregator rule, Optional<Integer> declared) {
    if (declared.isEmpty() && rule.byzantine().isEmpty()) {
      throw new IllegalArgumentException(
          "byzantine: the rule has no q of its own; say how many Byzantine nodes it is to"
              + " withstand (--byzantine Q)");
    }
    return declared.orElseGet(() -> rule.byzantine().getAsInt());
  }

  /**
   * Refuses examples held back for the server where no run makes use of them.
   *
   * @param data which data
   * @param runs all that are to be on these data
   * @throws IllegalArgumentException with the rules
   */
  public static void checkTrusted(DataChoice data, List<Experiment> runs) {
    if (data.trusted() > 0 && runs.stream().noneMatch(Experiment::usesTrusted)) {
      throw new IllegalArgumentException(
          "trusted: "
              + data.trusted()
              + " examples would be held back for a server that makes no use of them: "
              + runs.stream()
                  .map(run -> run.config.defence().rule())
                  .distinct()
                  .collect(Collectors.joining(", "))
              + "; the rule trust does");
    }
  }

  private Aggregator rule() {
    return catalog.rule(config.defence().rule(), config.defence().byzantine());
  }

  private boolean usesTrusted() {
    return rule().needsTrustedRow();
  }

  private ExampleModel exampleNetwork() {
    return ExampleModel.parse(config.network().model());
  }

  /** Not in {@link Schedule}, which help texts load: no class of ND4J is to be needed for them. */
  private static ISchedule steps(Schedule schedule) {
    return schedule.p() == 0
        ? new FixedSchedule(Check.positive("alpha0", schedule.alpha0()))
        : new BrsgdSchedule(schedule.alpha0(), schedule.p());
  }

  private BrsgdTrainingMasterBuilder builder() {
    Schedule schedule = config.schedule();
    Defence defence = config.defence();
    Adversary adversary = config.adversary();
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(schedule.nodes())
            .byzantine(defence.byzantine())
            .rule(rule())
            .schedule(steps(schedule))
            .batchSize(schedule.batch())
            .partitioner(catalog.partitioner(config.data().partition()))
            .seed(schedule.seed())
            .onFailedRound(defence.onFailedRound());
    if (adversary.attackers() > 0) {
      if (catalog.isPoisoning(adversary.attack())) {
        builder.poisoning(catalog.poisoning(adversary.attack()));
      } else {
        builder.attack(catalog.attack(adversary.attack()));
      }
      builder.attackers(adversary.attackers());
      if (adversary.changing()) {
        builder.attackerSelection(new ChangingAttackers(schedule.seed()));
      }
    }
    config.nodes().apply(builder, catalog);
    FastLayers.allowOneDnn(config.network().fastLayers());
    if (config.network().fastLayers()) {
      builder.fastLayers();
    }
    if (config.iterate().drawn()) {
      builder.sampleIterate(new IterateWeights(config.iterate().product()));
    }
    return builder;
  }

  /**
   * The network to train: fresh, or as it was saved.
   *
   * @param data what it is to be trained on
   * @return the network
   * @throws IllegalArgumentException if the saved network is not the one the configuration means,
   *     or does not fit the data
   * @throws IOException if the file cannot be read
   */
  public Model network(ExperimentData data) throws IOException {
    NetworkChoice choice = config.network();
    if (choice.from().isEmpty()) {
      return exampleNetwork()
          .create(data.shape(), data.classNames().size(), config.schedule().seed());
    }
    Path file = Path.of(choice.from());
    Model network = SavedNetwork.read(file);
    if (!choice.sha256().isEmpty() && !choice.sha256().equals(Sha256.of(file))) {
      throw new IllegalArgumentException(
          "from: "
              + file
              + " is not the file of the configuration: SHA-256 is "
              + Sha256.of(file)
              + ", expected "
              + choice.sha256());
    }
    checkFit(network, data);
    builder().build().check(network);
    return network;
  }

  /** A network from elsewhere meets the data for the first time here. */
  private static void checkFit(Model network, ExperimentData data) {
    INDArray two =
        data.training().getFeatures().get(NDArrayIndex.interval(0, 1), NDArrayIndex.all());
    INDArray output;
    try {
      output =
          network instanceof ComputationGraph graph
              ? graph.outputSingle(two)
              : ((MultiLayerNetwork) network).output(two);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          "model: does not take rows of " + data.shape().size() + " values: " + e.getMessage(), e);
    }
    if (output.rank() != 2 || output.size(1) != data.classNames().size()) {
      throw new IllegalArgumentException(
          "model: need one output per class, "
              + data.classNames().size()
              + " in this data set; its output has shape "
              + output.shapeInfoToString().strip());
    }
  }

  /**
   * Trains.
   *
   * @param network trained in place
   * @param data what to train and test on
   * @param workers threads; they do not change the result
   * @param listener told of every round
   * @param stop asked after every round
   * @return how it ended
   */
  public Outcome run(
      Model network,
      ExperimentData data,
      int workers,
      RoundListener listener,
      BooleanSupplier stop) {
    return run(network, data, workers, listener, stop, CheckpointChoice.NONE, watch());
  }

  /**
   * Trains, with checkpoints.
   *
   * @param network trained in place
   * @param data what to train and test on
   * @param workers threads; they do not change the result
   * @param listener told of every round
   * @param stop asked after every round
   * @param checkpoints whether some are written, and whether the run goes on after one
   * @param suspected what {@link #watch} gave
   * @return how it ended
   * @throws IllegalArgumentException if it cannot go on, as with another configuration
   */
  public Outcome run(
      Model network,
      ExperimentData data,
      int workers,
      RoundListener listener,
      BooleanSupplier stop,
      CheckpointChoice checkpoints,
      Optional<SuspectedNodes> suspected) {
    check(checkpoints);
    Schedule schedule = config.schedule();
    BrsgdTrainingMasterBuilder builder =
        builder()
            .rounds(schedule.rounds())
            .workers(workers)
            .evaluateEvery(schedule.evaluateEvery(), data.test())
            .roundListeners(listener)
            .stopWhen(stop);
    if (usesTrusted()) {
      data.trusted(schedule.batch()).ifPresent(builder::trustedData);
    }
    Optional<ConstantsWatch> watch =
        config.observe() == 0
            ? Optional.empty()
            : Optional.of(
                new ConstantsWatch(
                    config, data.training(), builder.build().shards(data.training()), network));
    watch.ifPresent(w -> builder.observers(w.probes()));
    suspected.ifPresent(nodes -> nodes.watch(builder));
    checkpoints.checkpoints().ifPresent(builder::checkpoints);
    BrsgdTrainingMaster fresh = builder.build();
    BrsgdTrainingMaster master = checkpoints.resume().map(fresh::resume).orElse(fresh);
    long start = System.nanoTime();
    TrainingResult result;
    Optional<String> aborted = Optional.empty();
    Optional<Throwable> broken = Optional.empty();
    try {
      result = master.fit(network, data.training());
    } catch (AbortedRunException e) {
      result = e.result();
      if (e.getCause() instanceof IllegalArgumentException wrong
          && result.history().rounds().isEmpty()) {
        throw wrong; // these data, this attack and these numbers do not go together
      }
      aborted = Optional.of(e.getMessage());
      broken = e.failedRound().isPresent() ? Optional.empty() : Optional.of(e.getCause());
    }
    double seconds = (System.nanoTime() - start) / NANOS;
    return new Outcome(
        result.history(),
        result.stopped() && aborted.isEmpty(),
        aborted,
        broken,
        result.sampled(),
        watch.map(w -> w.seen(network)),
        seconds);
  }

  /**
   * Refuses checkpoints of what is in none.
   *
   * @param checkpoints whether some are written
   * @throws IllegalArgumentException if there are some, and the run is observed
   */
  public void check(CheckpointChoice checkpoints) {
    if (config.observe() > 0 && !checkpoints.equals(CheckpointChoice.NONE)) {
      throw new IllegalArgumentException(
          "observe: what is observed is in no checkpoint; leave out one of the two");
    }
  }

  /**
   * How the training examples are dealt to the nodes.
   *
   * @param data what is to be trained on
   * @return examples per node and class; empty where every node draws from the same distribution
   * @throws IllegalArgumentException if they cannot be dealt so
   */
  public Optional<LabelCounts> labelCounts(ExperimentData data) {
    return config.data().partition().equals(DataChoice.IID)
        ? Optional.empty()
        : Optional.of(builder().build().labelCounts(data.training()).named(data.classNames()));
  }

  /**
   * What watches a run for nodes that misbehave.
   *
   * @return the watch, for one run; empty where nobody is to be suspected
   */
  public Optional<SuspectedNodes> watch() {
    return config.suspicion() == SuspicionChoice.NONE
        ? Optional.empty()
        : Optional.of(
            new SuspectedNodes(
                config.schedule().nodes(),
                config.defence().byzantine(),
                catalog.nodeUpdate(config.nodes().update()),
                config.suspicion() == SuspicionChoice.QUARANTINE));
  }

  /**
   * What a run needs, told before it starts.
   *
   * @param network the network
   * @param workers threads
   * @return an estimate
   */
  public MemoryEstimate memory(Model network, int workers) {
    return builder().workers(workers).build().memoryEstimate(network);
  }
}
