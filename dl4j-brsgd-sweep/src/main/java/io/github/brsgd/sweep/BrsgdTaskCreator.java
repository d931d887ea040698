package io.github.brsgd.sweep;

import io.github.brsgd.training.ExampleReader;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
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
import org.deeplearning4j.arbiter.optimize.serde.jackson.JsonMapper;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.shade.jackson.core.JsonProcessingException;

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

  private static final String IID = "iid";
  private static final String GRADIENT = "gradient";

  private final Trials.Settings settings;
  private final LongFunction<Model> network;
  private final Consumer<CandidateResult> listener;
  private final Consumer<Throwable> onError;
  private Loaded loaded;

  private record Loaded(
      Class<? extends DataSource> source, Properties properties, DataSet training) {}

  BrsgdTaskCreator(
      Trials.Settings settings,
      LongFunction<Model> network,
      Consumer<CandidateResult> listener,
      Consumer<Throwable> onError) {
    this.settings = settings;
    this.network = network;
    this.listener = listener;
    this.onError = onError;
  }

  /** The same for one sweep: it may end candidates, hears of each, and of what a task throws. */
  BrsgdTaskCreator during(
      BooleanSupplier stop, Consumer<CandidateResult> heard, Consumer<Throwable> failed) {
    return new BrsgdTaskCreator(
        settings.orStopWhen(stop), network, listener.andThen(heard), onError.andThen(failed));
  }

  /**
   * A builder.
   *
   * @param plan what every candidate goes through
   * @return a builder with the standard catalogue
   */
  public static BrsgdTaskCreatorBuilder builder(TrialPlan plan) {
    return new BrsgdTaskCreatorBuilder(plan);
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
        listener,
        onError,
        () -> terms(candidate.getValue() instanceof BrsgdCandidate, source, properties, score));
  }

  /** What every candidate goes through; results kept under other terms are not of this sweep. */
  private String terms(
      boolean ownNetwork,
      Class<? extends DataSource> source,
      Properties properties,
      ScoreFunction score) {
    try {
      return String.join(
          "\n",
          settings.plan()
              + split()
              + nodes()
              + (settings.onFailedRound() == FailedRound.SKIP ? ", failed rounds skipped" : "")
              + (settings.fastLayers() ? ", fast layers" : ""),
          settings.divergence().toString(),
          ownNetwork ? "network of each candidate" : "network " + NetworkDigest.of(network),
          "score " + JsonMapper.getMapper().writeValueAsString(score).replaceAll("\\s+", " "),
          "data "
              + source.getName()
              + " "
              + new TreeMap<>(properties == null ? Map.of() : Sources.copy(properties)),
          "");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("score: cannot be written as JSON: " + score, e);
    }
  }

  /** Nothing for the split of folders that are older than the choice. */
  private String split() {
    boolean same = settings.partition().isEmpty() || settings.partition().equals(IID);
    return same ? "" : ", partition " + settings.partition();
  }

  private String nodes() {
    String update = settings.nodeUpdate();
    String who =
        settings.participation().equals(Participation.ALL) ? "" : ", " + settings.participation();
    return (update.isEmpty() || update.equals(GRADIENT) ? "" : ", nodes send " + update) + who;
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
}
