package io.github.brsgd.training;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.CoordinateWiseMedian;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackerSelection;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.node.Gradient;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.TestExamples;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.Quarantine;
import io.github.brsgd.training.server.SampledIterate;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Collects the settings of a {@link BrsgdTrainingMaster}; {@link #build} checks them. Nodes, q,
 * rule and seed have no default. Every setter returns this builder.
 *
 * @since 0.1
 */
public final class BrsgdTrainingMasterBuilder {

  private OptionalInt nodes = OptionalInt.empty();
  private OptionalInt byzantine = OptionalInt.empty();
  private Optional<IntFunction<? extends Aggregator>> rule = Optional.empty();
  private Aggregator statisticsRule = new CoordinateWiseMedian();
  private AdversarySettings adversary = AdversarySettings.NONE;
  private Optional<ISchedule> schedule = Optional.empty();
  private Optional<RunLength> length = Optional.empty();
  private DataSettings data = DataSettings.DEFAULT;
  private Optional<TrustedData> trusted = Optional.empty();
  private NodeUpdate nodeUpdate = new Gradient();
  private Participation participation = Participation.ALL;
  private int workers = Runtime.getRuntime().availableProcessors();
  private boolean fastLayers;
  private OptionalLong seed = OptionalLong.empty();
  private FailedRound onFailedRound = FailedRound.THROW;
  private Optional<RunSettings.Evaluation> evaluation = Optional.empty();
  private Optional<ServerSettings.Sampling> sampling = Optional.empty();
  private Recovery recovery = Recovery.NONE;
  private Watchers watchers = Watchers.NONE;

  BrsgdTrainingMasterBuilder() {}

  /**
   * The number of nodes; required.
   *
   * @param m at least 1
   */
  public BrsgdTrainingMasterBuilder nodes(int m) {
    nodes = OptionalInt.of(m);
    return this;
  }

  /**
   * How many Byzantine nodes the server is prepared for; required. A rule set for another q is an
   * error. How many really attack is {@link #attackers}.
   *
   * @param q at least 0
   */
  public BrsgdTrainingMasterBuilder byzantine(int q) {
    byzantine = OptionalInt.of(q);
    return this;
  }

  /**
   * The rule that combines the gradients; required.
   *
   * @param aggregator set for the q of {@link #byzantine}, or without a q of its own
   */
  public BrsgdTrainingMasterBuilder rule(Aggregator aggregator) {
    Objects.requireNonNull(aggregator, "rule");
    return ruleFor(q -> aggregator);
  }

  /**
   * The rule that combines the gradients, in place of {@link #rule}, made for the q of {@link
   * #byzantine}: {@code ruleFor(Krum::new)}.
   *
   * @param maker q to rule
   */
  public BrsgdTrainingMasterBuilder ruleFor(IntFunction<? extends Aggregator> maker) {
    rule = Optional.of(maker);
    return this;
  }

  /**
   * The rule for entries that are no gradients, such as batch normalisation's running statistics;
   * the coordinate-wise median unless set.
   *
   * @param aggregator a coordinate-wise rule
   */
  public BrsgdTrainingMasterBuilder statisticsRule(Aggregator aggregator) {
    statisticsRule = aggregator;
    return this;
  }

  /**
   * What the Byzantine nodes do; nobody attacks unless set.
   *
   * @param behaviour the attack
   */
  public BrsgdTrainingMasterBuilder attack(Attack behaviour) {
    adversary = adversary.withAttack(behaviour);
    return this;
  }

  /**
   * How the Byzantine nodes alter their data, on which they then compute honestly; instead of
   * {@link #attack}. The history then has the attack success rate wherever it has the accuracy.
   *
   * @param alteration the poisoning
   */
  public BrsgdTrainingMasterBuilder poisoning(DataPoisoning alteration) {
    adversary = adversary.withPoisoning(alteration);
    return this;
  }

  /**
   * How many nodes attack; 0 unless set. May differ from q.
   *
   * @param count at least 0, below the number of nodes
   */
  public BrsgdTrainingMasterBuilder attackers(int count) {
    adversary = adversary.withAttackers(count);
    return this;
  }

  /**
   * Which nodes attack; the last ones, the same in every round, unless set.
   *
   * @param choice of ids per round
   */
  public BrsgdTrainingMasterBuilder attackerSelection(AttackerSelection choice) {
    adversary = adversary.withSelection(choice);
    return this;
  }

  /**
   * What each node sends; the mean gradient of its minibatch unless set. {@code new
   * WorkerMomentum(0.9)} makes honest rows more alike, {@code new LocalSteps(5, 0.05)} saves
   * rounds, {@code new WorkerMomentum(0.9, new LocalSteps(5, 0.05))} is both.
   *
   * @param update what a node makes of its minibatches
   */
  public BrsgdTrainingMasterBuilder nodeUpdate(NodeUpdate update) {
    nodeUpdate = Objects.requireNonNull(update, "nodeUpdate");
    return this;
  }

  /**
   * Which nodes answer in a round; all of them unless set. Where some are drawn, q is among those
   * drawn, and the log says before a run how likely it is to be exceeded.
   *
   * @param choice who is drawn, drops out or is late
   */
  public BrsgdTrainingMasterBuilder participation(Participation choice) {
    participation = Objects.requireNonNull(choice, "participation");
    return this;
  }

  /**
   * Makes plain SGD with these steps the updater of every layer, which gives {@code w_{k+1} = w_k -
   * alpha_k A_k}; the network's own updater is used unless set.
   *
   * @param steps alpha_k
   */
  public BrsgdTrainingMasterBuilder schedule(ISchedule steps) {
    schedule = Optional.of(steps);
    return this;
  }

  /**
   * Ends a run after so many steps; this or {@link #epochs} is required to train.
   *
   * @param steps at least 1
   */
  public BrsgdTrainingMasterBuilder rounds(int steps) {
    return length(RunLength.rounds(steps));
  }

  /**
   * Ends a run after so many epochs; this or {@link #rounds} is required to train. An epoch is as
   * many rounds as the node with the most data takes to see it once.
   *
   * @param passes at least 1
   */
  public BrsgdTrainingMasterBuilder epochs(int passes) {
    return length(RunLength.epochs(passes));
  }

  private BrsgdTrainingMasterBuilder length(RunLength wanted) {
    if (length.isPresent() && length.get().unit() != wanted.unit()) {
      throw new IllegalArgumentException(
          "rounds, epochs: set one of them, got " + length.get() + " and " + wanted);
    }
    length = Optional.of(wanted);
    return this;
  }

  /**
   * Examples per node and round; required to train on one iterator, unused with an iterator per
   * node. A node that has fewer gives all it has in each round, and its mean counts as much as that
   * of any other.
   *
   * @param examples at least 1, at most what the largest node has
   */
  public BrsgdTrainingMasterBuilder batchSize(int examples) {
    data = data.withBatchSize(examples);
    return this;
  }

  /**
   * How the examples of one iterator are dealt to the nodes; i.i.d. unless set.
   *
   * @param split the partitioner
   */
  public BrsgdTrainingMasterBuilder partitioner(Partitioner split) {
    data = data.withPartitioner(split);
    return this;
  }

  /**
   * Whether each node draws its batches from shuffles of its examples, as it does unless set;
   * without, it goes through them in their order and the last batch of a pass may be short.
   *
   * @param shuffled false for the order of the data
   */
  public BrsgdTrainingMasterBuilder shuffle(boolean shuffled) {
    data = data.withShuffle(shuffled);
    return this;
  }

  /**
   * Lets the nodes read one iterator in turn, batch by batch as it gives them, in place of dealing
   * its examples in memory: no more than m batches are held.
   */
  public BrsgdTrainingMasterBuilder streaming() {
    data = data.withStreaming();
    return this;
  }

  /**
   * The server's own examples, clean and apart from those of the nodes, for a rule that compares
   * rows with one of the server's: {@code FlTrust}. In each round the server makes that row as a
   * node makes its, of the next batch. Required by such a rule to train, and refused by any other.
   *
   * @param examples read once, here; batches are as it gives them, and begin again after the last
   * @throws IllegalArgumentException if there are no examples, or they have no features or labels
   */
  public BrsgdTrainingMasterBuilder trustedData(DataSetIterator examples) {
    trusted = Optional.of(TrustedData.of(examples));
    return this;
  }

  /**
   * Threads that compute node gradients and, after them, rules and attacks, the one that calls
   * {@code fit} among them where the examples are in memory; one per processor unless set. Results
   * do not depend on it.
   *
   * @param threads at least 1
   */
  public BrsgdTrainingMasterBuilder workers(int threads) {
    workers = threads;
    return this;
  }

  /**
   * Lets the nodes and the evaluation compute convolutions, pooling and batch normalisation faster,
   * where the backend is built with oneDNN, and the nodes a {@code MultiLayerNetwork} of dense
   * layers and a softmax without its layers; where that cannot be done, the log says so once and
   * nothing changes. Rows equal those of stock layers but for the rounding, so a run has other
   * bits, the same ones for any number of workers. Stock layers unless set.
   */
  public BrsgdTrainingMasterBuilder fastLayers() {
    fastLayers = true;
    return this;
  }

  /**
   * The seed of everything random in a run: split, minibatches, dropout, attacks, rules; required.
   *
   * @param value any number
   */
  public BrsgdTrainingMasterBuilder seed(long value) {
    seed = OptionalLong.of(value);
    return this;
  }

  /**
   * What happens when more than q rows are not finite; the run ends unless set.
   *
   * @param policy end the run, or skip the round
   */
  public BrsgdTrainingMasterBuilder onFailedRound(FailedRound policy) {
    onFailedRound = policy;
    return this;
  }

  /**
   * Evaluates the network every so many rounds and after the last, unless that is one after which
   * the run is stopped early. The results are in the history.
   *
   * @param rounds at least 1
   * @param examples test examples; runs of one master take turns at them, those of two would not
   * @param evaluations what of; the accuracy of a classifier unless given
   */
  public BrsgdTrainingMasterBuilder evaluateEvery(
      int rounds, DataSetIterator examples, OutputEvaluation... evaluations) {
    return evaluateEvery(rounds, TestExamples.of(examples), evaluations);
  }

  /**
   * The same with any number of arrays.
   *
   * @param rounds at least 1
   * @param examples test examples
   * @param evaluations what of; the accuracy of the first output, as a classifier, unless given
   */
  public BrsgdTrainingMasterBuilder evaluateEvery(
      int rounds, MultiDataSetIterator examples, OutputEvaluation... evaluations) {
    return evaluateEvery(rounds, TestExamples.of(examples), evaluations);
  }

  private BrsgdTrainingMasterBuilder evaluateEvery(
      int rounds, TestExamples examples, OutputEvaluation... evaluations) {
    List<OutputEvaluation> wanted =
        evaluations.length == 0 ? List.of(OutputEvaluation.ACCURACY) : List.of(evaluations);
    evaluation = Optional.of(new RunSettings.Evaluation(rounds, examples, wanted));
    return this;
  }

  /**
   * Writes down all that the run remembers now and then and at its end, so that it can go on after
   * a crash: {@link BrsgdTrainingMaster#resume}. None is written unless set.
   *
   * @param choice where and when
   */
  public BrsgdTrainingMasterBuilder checkpoints(Checkpoints choice) {
    recovery = recovery.withCheckpoints(choice);
    return this;
  }

  /** Adds Deeplearning4j listeners for the run to those that the network has. */
  public BrsgdTrainingMasterBuilder listeners(TrainingListener... added) {
    watchers = watchers.withListeners(added);
    return this;
  }

  /** Adds listeners to rounds, called in this order. */
  public BrsgdTrainingMasterBuilder roundListeners(RoundListener... added) {
    watchers = watchers.withRoundListeners(added);
    return this;
  }

  /**
   * Adds observers that know who is honest, such as those of {@code diagnostics}, in this order.
   */
  public BrsgdTrainingMasterBuilder observers(SimulationObserver... added) {
    watchers = watchers.withSimulationObservers(added);
    return this;
  }

  /** Adds observers that see what a real server sees, called before those that know more. */
  public BrsgdTrainingMasterBuilder serverObservers(ServerObserver... added) {
    watchers = watchers.withServerObservers(added);
    return this;
  }

  /**
   * Excludes nodes that somebody no longer believes, such as {@code diagnostics.Suspicion}: from
   * the next round on the server takes no row of theirs, and its rule is set for as many Byzantine
   * rows fewer as are missing. At most q are excluded, those convicted first; the history says who
   * and why. Nobody is excluded unless set.
   *
   * @param judge watches the server, and is not among its observers too
   */
  public BrsgdTrainingMasterBuilder quarantine(Quarantine judge) {
    watchers = watchers.withQuarantine(Objects.requireNonNull(judge, "quarantine"));
    return this;
  }

  /**
   * Ends a run early: asked after every round, and so is the thread's interrupted status.
   *
   * @param condition true to stop
   */
  public BrsgdTrainingMasterBuilder stopWhen(BooleanSupplier condition) {
    watchers = watchers.withEnd(Objects.requireNonNull(condition, "stopWhen")::getAsBoolean);
    return this;
  }

  /**
   * Draws one iterate of the run by the law (3.46) and returns it in the result; none is drawn
   * unless set. Costs one more copy of the parameters. Weights follow the step sizes of the
   * network's updater (of the first layer that has one); a skipped round counts as any other.
   *
   * @param weights W_k, with the product L A' of the problem; 0 for bounded variance
   */
  public BrsgdTrainingMasterBuilder sampleIterate(IterateWeights weights) {
    sampling = Optional.of(new ServerSettings.Sampling(weights, Optional.empty()));
    return this;
  }

  /**
   * Draws one iterate of this run and those before it, as one long run would.
   *
   * @param weights W_k, as before
   * @param earlier what the run before drew
   */
  public BrsgdTrainingMasterBuilder sampleIterate(IterateWeights weights, SampledIterate earlier) {
    sampling = Optional.of(new ServerSettings.Sampling(weights, Optional.of(earlier)));
    return this;
  }

  /**
   * Checks the settings.
   *
   * @return a training master
   * @throws IllegalArgumentException if something required is not set, or if a value is out of
   *     range, or two do not go together
   */
  public BrsgdTrainingMaster build() {
    int m = nodes.orElseThrow(() -> missing("nodes"));
    int q = byzantine.orElseThrow(() -> missing("byzantine"));
    ServerSettings server =
        new ServerSettings(
            m,
            Math.min(m, participation.rows(m)),
            q,
            rule.orElseThrow(() -> missing("rule")).apply(q),
            statisticsRule,
            onFailedRound,
            sampling,
            seed.orElseThrow(() -> missing("seed")));
    return new BrsgdTrainingMaster(
        new RunSettings(
            server,
            adversary,
            nodeUpdate,
            participation,
            length,
            schedule,
            data,
            trusted,
            workers,
            fastLayers,
            evaluation,
            recovery,
            watchers));
  }

  private static IllegalArgumentException missing(String name) {
    return new IllegalArgumentException(
        "BrsgdTrainingMaster: " + name + " is not set and has no default");
  }
}
