package io.github.brsgd.sweep;

import io.github.brsgd.checks.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;

/**
 * Collects the settings of a {@link Sweep}; tasks, data, score and folder have no default.
 *
 * @since 0.1
 */
public final class SweepBuilder {

  private final ParameterSpace<?> space;
  private final Search search;
  private BrsgdTaskCreator tasks;
  private Class<? extends DataSource> source;
  private Properties properties;
  private ScoreFunction score;
  private Path folder;
  private int parallel = 1;
  private Optional<Duration> timeLimit = Optional.empty();
  private BooleanSupplier stop = () -> false;
  private Consumer<CandidateResult> listener = result -> {};

  SweepBuilder(ParameterSpace<?> space, Search search) {
    this.space = Objects.requireNonNull(space, "space");
    this.search = Objects.requireNonNull(search, "search");
  }

  /**
   * How candidates are trained.
   *
   * @param creator plan, network and so on
   * @return this builder
   */
  public SweepBuilder tasks(BrsgdTaskCreator creator) {
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
  public SweepBuilder data(Class<? extends DataSource> type, Properties configuration) {
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
  public SweepBuilder score(ScoreFunction function) {
    score = function;
    return this;
  }

  /**
   * Where finished candidates are kept.
   *
   * @param candidates a folder for this sweep alone
   * @return this builder
   */
  public SweepBuilder folder(Path candidates) {
    folder = candidates;
    return this;
  }

  /**
   * Candidates at a time; 1 unless set.
   *
   * @param count at least 1
   * @return this builder
   */
  public SweepBuilder parallel(int count) {
    parallel = count;
    return this;
  }

  /**
   * Ends the sweep after this time, candidates that are running without a result.
   *
   * @param limit from the start of a run
   * @return this builder
   */
  public SweepBuilder timeLimit(Duration limit) {
    timeLimit = Optional.of(limit);
    return this;
  }

  /**
   * Ends the sweep, candidates that are running without a result.
   *
   * @param condition asked after every round
   * @return this builder
   */
  public SweepBuilder stopWhen(BooleanSupplier condition) {
    stop = condition;
    return this;
  }

  /**
   * Told of every candidate, those found finished among them.
   *
   * @param heard called by the threads that run candidates
   * @return this builder
   */
  public SweepBuilder listener(Consumer<CandidateResult> heard) {
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
    Check.atLeast(1, "Sweep: parallel", parallel);
    return new Sweep(
        new SweepSettings(
            space,
            search,
            tasks,
            source,
            properties,
            score,
            folder,
            parallel,
            timeLimit,
            stop,
            listener));
  }
}
