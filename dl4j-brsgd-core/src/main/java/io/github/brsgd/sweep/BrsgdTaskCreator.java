package io.github.brsgd.sweep;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.training.ExampleReader;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Trains and scores the candidates of a {@link BrsgdSpace} or {@link BrsgdNetworkSpace} in Arbiter.
 *
 * <p>The training data of the configuration's data source is read once; its test data is what the
 * score function sees, so it should not be the test set: {@link ValidationSplit}. With a {@link
 * CandidateFolder} as result saver, candidates that are finished there are not run again. A result
 * that cannot be saved fails its task. Each candidate trains on one thread unless told otherwise;
 * any number may run at a time, the results are the same.
 *
 * @since 0.1
 */
public final class BrsgdTaskCreator implements TaskCreator {

  private final Trials.Settings settings;
  private final LongFunction<Model> network;
  private final Consumer<CandidateResult> listener;
  private Loaded loaded;

  private record Loaded(
      Class<? extends DataSource> source, Properties properties, DataSet training) {}

  private BrsgdTaskCreator(Builder builder) {
    this.settings =
        new Trials.Settings(
            builder.plan, builder.catalog, builder.divergence, builder.workers, builder.stop);
    this.network = builder.network;
    this.listener = builder.listener;
  }

  /**
   * A builder.
   *
   * @param plan what every candidate goes through
   * @return a builder with the standard catalogue
   */
  public static Builder builder(TrialPlan plan) {
    return new Builder(plan);
  }

  /** Refused: data providers are Arbiter's older interface. */
  @Override
  @Deprecated
  @SuppressWarnings("rawtypes")
  public Callable<OptimizationResult> create(
      Candidate candidate,
      DataProvider data,
      ScoreFunction score,
      List<StatusListener> listeners,
      IOptimizationRunner runner) {
    throw new UnsupportedOperationException(
        "BrsgdTaskCreator: give the configuration a dataSource, not a dataProvider");
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Callable<OptimizationResult> create(
      Candidate candidate,
      Class<? extends DataSource> source,
      Properties properties,
      ScoreFunction score,
      List<StatusListener> listeners,
      IOptimizationRunner runner) {
    Trials trials =
        new Trials(
            settings,
            () -> training(source, properties),
            model -> score.score(model, source, properties),
            score.minimize());
    return new CandidateTask(
        candidate,
        trials,
        network,
        Optional.ofNullable(runner.getConfiguration().getResultSaver()),
        listener);
  }

  private synchronized DataSet training(Class<? extends DataSource> source, Properties properties) {
    if (loaded == null
        || loaded.source() != source
        || !Objects.equals(loaded.properties(), properties)) {
      DataSource opened = Sources.create(source, properties);
      loaded =
          new Loaded(
              source, properties, ExampleReader.readAll(Sources.iterator(opened.trainData())));
    }
    return loaded.training();
  }

  /**
   * Collects the settings; a space without networks needs {@link #network}.
   *
   * @since 0.1
   */
  public static final class Builder {

    private final TrialPlan plan;
    private Catalog catalog = Catalog.standard();
    private Divergence divergence = Divergence.DEFAULT;
    private int workers = 1;
    private BooleanSupplier stop = () -> false;
    private Consumer<CandidateResult> listener = result -> {};
    private LongFunction<Model> network =
        seed -> {
          throw new IllegalStateException(
              "BrsgdTaskCreator: the space has no networks; set network(seed -> ...)");
        };

    private Builder(TrialPlan plan) {
      this.plan = Objects.requireNonNull(plan, "plan");
    }

    /**
     * The network of all candidates, where the space has none.
     *
     * @param fresh makes an initialised network from the seed of a run; called by several threads
     * @return this builder
     */
    public Builder network(LongFunction<Model> fresh) {
      network = Objects.requireNonNull(fresh, "fresh");
      return this;
    }

    /**
     * Where rules and attacks come from.
     *
     * @param members a catalogue
     * @return this builder
     */
    public Builder catalog(Catalog members) {
      catalog = Objects.requireNonNull(members, "members");
      return this;
    }

    /**
     * When a run is given up; {@link Divergence#DEFAULT} unless set.
     *
     * @param limit the condition
     * @return this builder
     */
    public Builder divergence(Divergence limit) {
      divergence = Objects.requireNonNull(limit, "limit");
      return this;
    }

    /**
     * Threads per candidate; 1 unless set, as candidates run side by side.
     *
     * @param threads at least 1
     * @return this builder
     */
    public Builder workers(int threads) {
      workers = threads;
      return this;
    }

    /**
     * Ends candidates that are running, without a result.
     *
     * @param condition asked after every round
     * @return this builder
     */
    public Builder stopWhen(BooleanSupplier condition) {
      stop = Objects.requireNonNull(condition, "condition");
      return this;
    }

    /**
     * Told of every candidate, those found finished among them, by the thread that ran it.
     *
     * @param heard called after the result is saved
     * @return this builder
     */
    public Builder listener(Consumer<CandidateResult> heard) {
      listener = Objects.requireNonNull(heard, "heard");
      return this;
    }

    /**
     * The task creator.
     *
     * @return what the settings say
     */
    public BrsgdTaskCreator build() {
      return new BrsgdTaskCreator(this);
    }
  }
}
