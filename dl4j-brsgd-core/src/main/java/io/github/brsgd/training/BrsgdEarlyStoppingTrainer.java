package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import io.github.brsgd.training.node.NodeData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.listener.EarlyStoppingListener;
import org.deeplearning4j.earlystopping.trainer.IEarlyStoppingTrainer;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Deeplearning4j's early stopping around a {@link BrsgdTrainingMaster}: takes the place of {@code
 * EarlyStoppingTrainer} and {@code EarlyStoppingGraphTrainer}, with the same configuration.
 *
 * <pre>{@code
 * EarlyStoppingConfiguration<MultiLayerNetwork> config =
 *     new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
 *         .epochTerminationConditions(new ScoreImprovementEpochTerminationCondition(5))
 *         .scoreCalculator(new DataSetLossCalculator(validation, true))
 *         .build();
 * EarlyStoppingResult<MultiLayerNetwork> result =
 *     new BrsgdEarlyStoppingTrainer<>(config, master, network, train).fit();
 * }</pre>
 *
 * <p>An iteration is a round, its score the loss that the network's listeners see; an epoch is one
 * of the training master. Rounds and epochs are those of a plain run, bit for bit, until a
 * condition ends it, and the network goes on counting from where it is. The conditions alone say
 * how long the run is. Nothing guards the examples that scores are calculated from: they are the
 * server's own.
 *
 * <p>What differs from Deeplearning4j's trainers: {@code bestModelScore} is the score of the best
 * epoch; epochs of the network are counted on, not from 0; a score that is NaN is worse than any
 * other. Where no epoch has been scored there is no best model: it is {@code null}, its epoch -1
 * and its score NaN. A condition of the master ({@code stopWhen}) or an interrupt of the thread
 * ends the run like a condition on iterations. Where training fails, the result has the reason
 * {@code Error} and the best model so far. The history's evaluation ({@code evaluateEvery}) does
 * not know which round is the last.
 *
 * @param <T> {@code MultiLayerNetwork} or {@code ComputationGraph}
 * @since 0.2
 */
public final class BrsgdEarlyStoppingTrainer<T extends Model> implements IEarlyStoppingTrainer<T> {

  private final EarlyStoppingConfiguration<T> config;
  private final BrsgdTrainingMaster master;
  private final T network;
  private final Function<BrsgdTrainingMaster, TrainingResult> training;
  private Optional<EarlyStoppingListener<T>> listener = Optional.empty();
  private Optional<TrainingResult> result = Optional.empty();

  /**
   * A trainer on the examples of an iterator, see {@link BrsgdTrainingMaster#fit(Model,
   * DataSetIterator)}.
   *
   * @param config when to stop, how to score, where models are saved
   * @param master how to train, with no length of its own and no checkpoints
   * @param network trained in place
   * @param examples all training examples
   * @throws IllegalArgumentException if the configuration is incomplete, or the master has a length
   *     or checkpoints
   */
  public BrsgdEarlyStoppingTrainer(
      EarlyStoppingConfiguration<T> config,
      BrsgdTrainingMaster master,
      T network,
      DataSetIterator examples) {
    this(config, master, network, until -> until.fit(network, examples));
  }

  /**
   * A trainer on an iterator with any number of arrays, see {@link BrsgdTrainingMaster#fit(Model,
   * MultiDataSetIterator)}.
   *
   * @param config when to stop, how to score, where models are saved
   * @param master how to train, with no length of its own and no checkpoints
   * @param network trained in place
   * @param examples the batches
   * @throws IllegalArgumentException if the configuration is incomplete, or the master has a length
   *     or checkpoints
   */
  public BrsgdEarlyStoppingTrainer(
      EarlyStoppingConfiguration<T> config,
      BrsgdTrainingMaster master,
      T network,
      MultiDataSetIterator examples) {
    this(config, master, network, until -> until.fit(network, examples));
  }

  /**
   * A trainer on examples in memory, see {@link BrsgdTrainingMaster#fit(Model, DataSet)}.
   *
   * @param config when to stop, how to score, where models are saved
   * @param master how to train, with no length of its own and no checkpoints
   * @param network trained in place
   * @param examples all training examples
   * @throws IllegalArgumentException if the configuration is incomplete, or the master has a length
   *     or checkpoints
   */
  public BrsgdEarlyStoppingTrainer(
      EarlyStoppingConfiguration<T> config,
      BrsgdTrainingMaster master,
      T network,
      DataSet examples) {
    this(config, master, network, until -> until.fit(network, examples));
  }

  /**
   * A trainer on an iterator per node, see {@link BrsgdTrainingMaster#fit(Model, List)}.
   *
   * @param config when to stop, how to score, where models are saved
   * @param master how to train, with no length of its own and no checkpoints
   * @param network trained in place
   * @param nodes one iterator per node
   * @throws IllegalArgumentException if the configuration is incomplete, or the master has a length
   *     or checkpoints
   */
  public BrsgdEarlyStoppingTrainer(
      EarlyStoppingConfiguration<T> config,
      BrsgdTrainingMaster master,
      T network,
      List<? extends DataSetIterator> nodes) {
    this(config, master, network, until -> until.fit(network, nodes));
  }

  /**
   * A trainer on data of any source, see {@link BrsgdTrainingMaster#fit(Model, NodeData)}.
   *
   * @param config when to stop, how to score, where models are saved
   * @param master how to train, with no length of its own and no checkpoints
   * @param network trained in place
   * @param data the nodes' minibatches
   * @throws IllegalArgumentException if the configuration is incomplete, or the master has a length
   *     or checkpoints
   */
  public BrsgdEarlyStoppingTrainer(
      EarlyStoppingConfiguration<T> config, BrsgdTrainingMaster master, T network, NodeData data) {
    this(config, master, network, until -> until.fit(network, data));
  }

  private BrsgdEarlyStoppingTrainer(
      EarlyStoppingConfiguration<T> config,
      BrsgdTrainingMaster master,
      T network,
      Function<BrsgdTrainingMaster, TrainingResult> training) {
    this.config = Objects.requireNonNull(config, "config");
    this.master = Objects.requireNonNull(master, "master");
    this.network = Objects.requireNonNull(network, "network");
    this.training = training;
    check(config);
    check(master.settings());
  }

  private static void check(EarlyStoppingConfiguration<?> config) {
    try {
      config.validate();
    } catch (DL4JException e) {
      throw new IllegalArgumentException("config: " + e.getMessage(), e);
    }
    Check.atLeast(1, "evaluateEveryNEpochs", config.getEvaluateEveryNEpochs());
  }

  private static void check(RunSettings settings) {
    settings
        .length()
        .ifPresent(
            length -> {
              throw new IllegalArgumentException(
                  "master: the conditions say how long the run is; leave out its " + length);
            });
    if (!settings.recovery().equals(Recovery.NONE)) {
      throw new IllegalArgumentException(
          "master: what early stopping remembers is in no checkpoint; leave out checkpoints and"
              + " resume");
    }
  }

  /**
   * Trains until a condition ends it.
   *
   * @return why it ended, the scores and the best model
   * @throws IllegalArgumentException if the master cannot train the network on the data
   * @throws AbortedRunException if training fails before an epoch was scored, or if a score cannot
   *     be calculated, a model not saved, or a condition or the listener throws
   */
  @Override
  public EarlyStoppingResult<T> fit() {
    RunSettings settings = master.settings();
    EarlyStoppingRun<T> run =
        new EarlyStoppingRun<>(config, network, listener, settings.watchers().end());
    result = Optional.empty();
    run.begin();
    try {
      result = Optional.of(training.apply(new BrsgdTrainingMaster(settings.endedBy(run, run))));
    } catch (AbortedRunException e) {
      result = Optional.of(e.result());
      if (!run.survives(e)) {
        throw e;
      }
      return run.failed(e);
    }
    return run.ended();
  }

  /**
   * Not available: layers are pretrained by the network itself, before.
   *
   * @throws UnsupportedOperationException always
   */
  @Override
  public EarlyStoppingResult<T> pretrain() {
    throw new UnsupportedOperationException(
        "pretrain: nodes send gradients of the whole network; call the network's own pretrain"
            + " before");
  }

  @Override
  public void setListener(EarlyStoppingListener<T> listener) {
    this.listener = Optional.ofNullable(listener);
  }

  /**
   * What the training master has to say of the last run, its history above all.
   *
   * @return its result; empty before {@link #fit}
   */
  public Optional<TrainingResult> training() {
    return result;
  }
}
