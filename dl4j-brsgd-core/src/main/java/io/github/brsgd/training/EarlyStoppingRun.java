package io.github.brsgd.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.EarlyStoppingResult.TerminationReason;
import org.deeplearning4j.earlystopping.listener.EarlyStoppingListener;
import org.deeplearning4j.earlystopping.scorecalc.ScoreCalculator;
import org.deeplearning4j.earlystopping.termination.EpochTerminationCondition;
import org.deeplearning4j.earlystopping.termination.IterationTerminationCondition;
import org.deeplearning4j.nn.api.Model;

/**
 * One run under an early stopping configuration: judges rounds and epochs, keeps the best model.
 */
final class EarlyStoppingRun<T extends Model> implements EarlyEnd, RoundListener {

  private static final int NONE = -1;

  private final EarlyStoppingConfiguration<T> config;
  private final T network;
  private final Optional<EarlyStoppingListener<T>> listener;
  private final EarlyEnd others;
  private final Map<Integer, Double> scores = new LinkedHashMap<>();
  private RoundRecord round;
  private int epochs;
  private int bestEpoch = NONE;
  private double bestScore = Double.NaN;
  private boolean judging;
  private TerminationReason reason = TerminationReason.IterationTerminationCondition;
  private String details = "stopWhen of the training master, or an interrupt";

  /**
   * A run.
   *
   * @param others may end it as well
   */
  EarlyStoppingRun(
      EarlyStoppingConfiguration<T> config,
      T network,
      Optional<EarlyStoppingListener<T>> listener,
      EarlyEnd others) {
    this.config = config;
    this.network = network;
    this.listener = listener;
    this.others = others;
  }

  void begin() {
    roundConditions().forEach(IterationTerminationCondition::initialize);
    epochConditions().forEach(EpochTerminationCondition::initialize);
    listener.ifPresent(l -> l.onStart(config, network));
  }

  @Override
  public void roundDone(RoundRecord done, Model trained) {
    round = done;
  }

  /** No honest node answered: nothing is known, and nothing wrong with the network. */
  private boolean isUnknown() {
    return Double.isNaN(round.loss()) && round.screened().isEmpty();
  }

  @Override
  public boolean afterRound() {
    judging = true;
    boolean end = endsWithRound() || others.afterRound();
    judging = false;
    return end;
  }

  private boolean endsWithRound() {
    if (isUnknown()) {
      return false;
    }
    for (IterationTerminationCondition condition : roundConditions()) {
      if (condition.terminate(round.loss())) {
        details = condition.toString();
        if (config.isSaveLastModel()) {
          saveLatest(0);
        }
        return true;
      }
    }
    return false;
  }

  /** Several epochs that end with one round are judged once, as the last of them. */
  @Override
  public boolean afterEpochs(int ended) {
    int first = epochs;
    epochs += ended;
    boolean due =
        IntStream.range(first, epochs).anyMatch(e -> e % config.getEvaluateEveryNEpochs() == 0);
    judging = true;
    boolean end = (due && judge(epochs - 1)) || others.afterEpochs(ended);
    judging = false;
    return end;
  }

  private boolean judge(int epoch) {
    ScoreCalculator<T> calculator = config.getScoreCalculator();
    boolean minimize = calculator.minimizeScore();
    double score = calculator.calculateScore(network);
    scores.put(epoch, score);
    if (isBest(score, minimize)) {
      bestScore = score;
      bestEpoch = epoch;
      saveBest();
    }
    if (config.isSaveLastModel()) {
      saveLatest(score);
    }
    listener.ifPresent(l -> l.onEpoch(epoch, score, config, network));
    for (EpochTerminationCondition condition : epochConditions()) {
      if (condition.terminate(epoch, score, minimize)) {
        reason = TerminationReason.EpochTerminationCondition;
        details = condition.toString();
        return true;
      }
    }
    return false;
  }

  /** Any score is better than none, and any number than NaN. */
  private boolean isBest(double score, boolean minimize) {
    if (bestEpoch == NONE || Double.isNaN(bestScore)) {
      return bestEpoch == NONE || !Double.isNaN(score);
    }
    return minimize ? score < bestScore : score > bestScore;
  }

  private void saveBest() {
    try {
      config.getModelSaver().saveBestModel(network, bestScore);
    } catch (IOException e) {
      throw new UncheckedIOException("best model: cannot be saved: " + e.getMessage(), e);
    }
  }

  private void saveLatest(double score) {
    try {
      config.getModelSaver().saveLatestModel(network, score);
    } catch (IOException e) {
      throw new UncheckedIOException("latest model: cannot be saved: " + e.getMessage(), e);
    }
  }

  private List<IterationTerminationCondition> roundConditions() {
    return Optional.ofNullable(config.getIterationTerminationConditions()).orElse(List.of());
  }

  private List<EpochTerminationCondition> epochConditions() {
    return Optional.ofNullable(config.getEpochTerminationConditions()).orElse(List.of());
  }

  /**
   * Whether a failure of the run is one of training, and there is a model to return all the same.
   */
  boolean survives(AbortedRunException failure) {
    return !judging && bestEpoch != NONE && !(failure.getCause() instanceof Error);
  }

  EarlyStoppingResult<T> failed(AbortedRunException why) {
    return completed(TerminationReason.Error, why.toString());
  }

  EarlyStoppingResult<T> ended() {
    return completed(reason, details);
  }

  private EarlyStoppingResult<T> completed(TerminationReason why, String how) {
    EarlyStoppingResult<T> result =
        new EarlyStoppingResult<>(why, how, scores, bestEpoch, bestScore, epochs, best());
    listener.ifPresent(l -> l.onCompletion(result));
    return result;
  }

  /** What the saver has from this run; a file may hold the model of an earlier one. */
  private T best() {
    if (bestEpoch == NONE) {
      return null;
    }
    try {
      return config.getModelSaver().getBestModel();
    } catch (IOException e) {
      throw new UncheckedIOException("best model: cannot be read: " + e.getMessage(), e);
    }
  }
}
