package io.github.brsgd.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.TaskCreator;
import org.deeplearning4j.arbiter.optimize.api.data.DataProvider;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/**
 * A sweep from beginning to end on Arbiter's local runner; one that was cut off goes on when it is
 * run again with the same folder.
 *
 * <pre>{@code
 * SweepResult result =
 *     Sweep.builder(space, Search.random(30, 1))
 *         .tasks(BrsgdTaskCreator.builder(plan).network(seed -> network(seed)))
 *         .data(ValidationSplit.class, properties)
 *         .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
 *         .folder(Path.of("runs/sweep/candidates"))
 *         .build()
 *         .run();
 * }</pre>
 *
 * <p>The result does not depend on how many candidates run at a time, nor on how often the sweep
 * was cut off; with a time limit it depends on the machine.
 *
 * @since 0.1
 */
public final class Sweep {

  private final Builder settings;
  private final Map<Integer, CandidateResult> results = new ConcurrentSkipListMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final long deadline;

  private Sweep(Builder settings) {
    this.settings = settings;
    this.deadline = settings.timeLimit.map(limit -> System.nanoTime() + limit.toNanos()).orElse(0L);
  }

  /**
   * A builder.
   *
   * @param space a {@link BrsgdSpace} or {@link BrsgdNetworkSpace}
   * @param search how it is searched
   * @return a builder
   */
  public static Builder builder(ParameterSpace<?> space, Search search) {
    return new Builder(space, search);
  }

  /**
   * Runs what is not finished yet.
   *
   * @return all candidates in order
   * @throws IOException if a result cannot be kept or read; those kept before stay
   * @throws IllegalStateException if the folder holds another sweep
   */
  public SweepResult run() throws IOException {
    SeededSearch search =
        new SeededSearch(settings.space, settings.search, settings.score.minimize());
    OptimizationConfiguration configuration =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(search)
            .dataSource(settings.source, settings.properties)
            .modelSaver(new CandidateFolder(settings.folder.toString()))
            .scoreFunction(settings.score)
            .terminationConditions(new SearchExhausted(), new Ended())
            .build();
    BrsgdTaskCreator tasks = settings.tasks.stopWhen(this::isEnded).listener(this::heard).build();
    new LocalOptimizationRunner(settings.parallel, configuration, new Watched(tasks)).execute();
    rethrow();
    List<CandidateResult> counting = new ArrayList<>(results.values());
    search.end().ifPresent(end -> counting.removeIf(result -> result.index() >= end));
    return new SweepResult(counting, settings.score.minimize(), !isEnded());
  }

  private void heard(CandidateResult result) {
    results.put(result.index(), result);
    settings.listener.accept(result);
  }

  /** Whether to end before the search does. */
  private boolean isEnded() {
    return failure.get() != null
        || settings.stop.getAsBoolean()
        || (settings.timeLimit.isPresent() && System.nanoTime() - deadline >= 0);
  }

  private void rethrow() throws IOException {
    Exception cause = failure.get();
    if (cause instanceof IOException) {
      throw new IOException(cause.getMessage(), cause);
    }
    if (cause != null) {
      throw new IllegalStateException(cause.getMessage(), cause);
    }
  }

  /** Arbiter's runner asks between candidates. */
  private final class Ended implements TerminationCondition {
    @Override
    public void initialize(IOptimizationRunner runner) {
      // The clock runs since the sweep was made.
    }

    @Override
    public boolean terminate(IOptimizationRunner runner) {
      return isEnded();
    }

    @Override
    public String toString() {
      return "Ended";
    }
  }

  /** Arbiter's runner logs what a task throws and goes on; here it ends the sweep. */
  private final class Watched implements TaskCreator {

    private final BrsgdTaskCreator tasks;

    Watched(BrsgdTaskCreator tasks) {
      this.tasks = tasks;
    }

    @Override
    @Deprecated
    @SuppressWarnings("rawtypes")
    public Callable<OptimizationResult> create(
        Candidate candidate,
        DataProvider data,
        ScoreFunction score,
        List<StatusListener> listeners,
        IOptimizationRunner runner) {
      return tasks.create(candidate, data, score, listeners, runner);
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
      Callable<OptimizationResult> task =
          tasks.create(candidate, source, properties, score, listeners, runner);
      return () -> {
        try {
          return task.call();
        } catch (CancellationException e) {
          throw e;
        } catch (Exception e) {
          failure.compareAndSet(null, e);
          throw e;
        }
      };
    }
  }

  /**
   * Collects the settings; tasks, data, score and folder have no default.
   *
   * @since 0.1
   */
  public static final class Builder {

    private final ParameterSpace<?> space;
    private final Search search;
    private BrsgdTaskCreator.Builder tasks;
    private Class<? extends DataSource> source;
    private Properties properties;
    private ScoreFunction score;
    private Path folder;
    private int parallel = 1;
    private Optional<Duration> timeLimit = Optional.empty();
    private BooleanSupplier stop = () -> false;
    private Consumer<CandidateResult> listener = result -> {};

    private Builder(ParameterSpace<?> space, Search search) {
      this.space = Objects.requireNonNull(space, "space");
      this.search = Objects.requireNonNull(search, "search");
    }

    /**
     * How candidates are trained; its stop condition and listener are set by the sweep.
     *
     * @param creator plan, network and so on
     * @return this builder
     */
    public Builder tasks(BrsgdTaskCreator.Builder creator) {
      tasks = creator;
      return this;
    }

    /**
     * Where training and validation data come from.
     *
     * @param type such as {@link ValidationSplit}
     * @param configuration of the source
     * @return this builder
     */
    public Builder data(Class<? extends DataSource> type, Properties configuration) {
      source = type;
      properties = configuration;
      return this;
    }

    /**
     * How a trained network is scored on the validation data.
     *
     * @param function of Arbiter, such as {@code EvaluationScoreFunction}
     * @return this builder
     */
    public Builder score(ScoreFunction function) {
      score = function;
      return this;
    }

    /**
     * Where finished candidates are kept.
     *
     * @param candidates a folder for this sweep alone
     * @return this builder
     */
    public Builder folder(Path candidates) {
      folder = candidates;
      return this;
    }

    /**
     * Candidates at a time; 1 unless set.
     *
     * @param count at least 1
     * @return this builder
     */
    public Builder parallel(int count) {
      parallel = count;
      return this;
    }

    /**
     * Ends the sweep after this time, candidates that are running without a result.
     *
     * @param limit from {@link #build} on
     * @return this builder
     */
    public Builder timeLimit(Duration limit) {
      timeLimit = Optional.of(limit);
      return this;
    }

    /**
     * Ends the sweep, candidates that are running without a result.
     *
     * @param condition asked after every round
     * @return this builder
     */
    public Builder stopWhen(BooleanSupplier condition) {
      stop = condition;
      return this;
    }

    /**
     * Told of every candidate, those found finished among them.
     *
     * @param heard called by the threads that run candidates
     * @return this builder
     */
    public Builder listener(Consumer<CandidateResult> heard) {
      listener = heard;
      return this;
    }

    /**
     * Checks that nothing is missing.
     *
     * @return the sweep
     * @throws NullPointerException if tasks, data, score or folder is not set
     * @throws IllegalArgumentException if no candidate may run at a time
     */
    public Sweep build() {
      Objects.requireNonNull(tasks, "Sweep: tasks is not set");
      Objects.requireNonNull(source, "Sweep: data is not set");
      Objects.requireNonNull(score, "Sweep: score is not set");
      Objects.requireNonNull(folder, "Sweep: folder is not set");
      if (parallel < 1) {
        throw new IllegalArgumentException("Sweep: parallel: need >= 1, got " + parallel);
      }
      return new Sweep(this);
    }
  }
}
