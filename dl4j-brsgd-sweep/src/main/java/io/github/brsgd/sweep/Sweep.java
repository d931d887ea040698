package io.github.brsgd.sweep;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;

/**
 * A sweep from beginning to end on Arbiter's local runner; one that was cut off goes on when it is
 * run again with the same folder.
 *
 * <pre>{@code
 * SweepResult result =
 *     Sweep.builder(space, Search.random(30, 1))
 *         .tasks(BrsgdTaskCreator.builder(plan).network(seed -> network(seed)).build())
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

  private final SweepSettings settings;

  Sweep(SweepSettings settings) {
    this.settings = settings;
  }

  /**
   * A builder.
   *
   * @param space a {@link BrsgdSpace} or {@link BrsgdNetworkSpace}
   * @param search how it is searched
   * @return a builder
   */
  public static SweepBuilder builder(ParameterSpace<?> space, Search search) {
    return new SweepBuilder(space, search);
  }

  /**
   * Runs what is not finished yet, until it is done or the thread is interrupted.
   *
   * @return all candidates in order
   * @throws IOException if a result cannot be kept or read, or the folder holds another sweep; what
   *     was kept before stays
   * @throws IllegalArgumentException if the space gives networks that cannot be trained so
   */
  public SweepResult run() throws IOException {
    return new Run().run();
  }

  /** One run of the sweep. */
  private final class Run implements TerminationCondition {

    private final Map<Integer, CandidateResult> results = new ConcurrentSkipListMap<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final long start = System.nanoTime();
    private volatile boolean hasFailed;
    private volatile boolean interrupted;

    SweepResult run() throws IOException {
      boolean minimize = settings.score().minimize();
      SeededSearch search = new SeededSearch(settings.space(), settings.search(), minimize);
      OptimizationConfiguration configuration =
          new OptimizationConfiguration.Builder()
              .candidateGenerator(search)
              .dataSource(settings.source(), settings.properties())
              .modelSaver(new CandidateFolder(settings.folder().toString()))
              .scoreFunction(settings.score())
              .terminationConditions(new SearchExhausted(), this)
              .build();
      BrsgdTaskCreator tasks = settings.tasks().during(this::isEnded, this::heard, this::failed);
      execute(new LocalOptimizationRunner(settings.parallel(), configuration, tasks));
      rethrow();
      List<CandidateResult> counting = new ArrayList<>(results.values());
      search.end().ifPresent(end -> counting.removeIf(result -> result.index() >= end));
      return new SweepResult(counting, minimize, search.isDone() && !hasFailed);
    }

    /** Arbiter's runner takes no notice of interrupts: here they end the sweep. */
    private void execute(LocalOptimizationRunner runner) {
      Thread arbiter = new Thread(runner::execute, "brsgd-sweep");
      arbiter.setUncaughtExceptionHandler((thread, e) -> failed(e));
      arbiter.start();
      while (arbiter.isAlive()) {
        try {
          arbiter.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    private void heard(CandidateResult result) {
      results.put(result.index(), result);
      if (result.state() == CandidateResult.State.FAILED) {
        hasFailed = true;
      }
      settings.listener().accept(result);
    }

    /** Arbiter's runner only logs what a task throws. */
    private void failed(Throwable e) {
      failure.compareAndSet(null, e);
    }

    /** Whether to end before the search does. */
    private boolean isEnded() {
      return failure.get() != null
          || interrupted
          || settings.stop().getAsBoolean()
          || isTimeUp()
          // What is bred from a failed candidate would not be bred when it is run again.
          || (hasFailed && settings.search().method() == Search.Method.GENETIC);
    }

    private boolean isTimeUp() {
      return settings.timeLimit().isPresent()
          && Duration.ofNanos(System.nanoTime() - start).compareTo(settings.timeLimit().get()) >= 0;
    }

    private void rethrow() throws IOException {
      Throwable cause = failure.get();
      if (cause instanceof IOException) {
        throw new IOException(cause.getMessage(), cause);
      }
      if (cause instanceof Error error) {
        throw error;
      }
      if (cause instanceof RuntimeException runtime) {
        throw runtime;
      }
    }

    @Override
    public void initialize(IOptimizationRunner runner) {
      // The clock runs already.
    }

    @Override
    public boolean terminate(IOptimizationRunner runner) {
      return isEnded();
    }

    @Override
    public String toString() {
      return "Sweep";
    }
  }
}
