package io.github.brsgd.sweep;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultSaver;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.CandidateStatus;
import org.deeplearning4j.exception.DL4JException;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** One candidate from Arbiter's queue: found among the finished ones, or run and kept. */
final class CandidateTask implements Callable<OptimizationResult> {

  private static final double MILLIS = 1e3;

  private final Candidate<?> candidate;
  private final Trials trials;
  private final LongFunction<Model> commonNetwork;
  private final Optional<ResultSaver> saver;
  private final Consumer<CandidateResult> listener;
  private final Consumer<Throwable> onError;
  private final Supplier<String> terms;

  CandidateTask(
      Candidate<?> candidate,
      Trials trials,
      LongFunction<Model> commonNetwork,
      Optional<ResultSaver> saver,
      Consumer<CandidateResult> listener,
      Consumer<Throwable> onError,
      Supplier<String> terms) {
    this.candidate = candidate;
    this.trials = trials;
    this.commonNetwork = commonNetwork;
    this.saver = saver;
    this.listener = listener;
    this.onError = onError;
    this.terms = terms;
  }

  @Override
  public OptimizationResult call() throws IOException {
    try {
      return result();
    } catch (CancellationException e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) {
      onError.accept(e);
      throw e;
    } finally {
      Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
  }

  private OptimizationResult result() throws IOException {
    long start = System.currentTimeMillis();
    Object value = candidate.getValue();
    BrsgdChoice choice = value instanceof BrsgdCandidate both ? both.choice() : (BrsgdChoice) value;
    Optional<CandidateNetwork> own =
        value instanceof BrsgdCandidate both
            ? Optional.of(CandidateNetwork.of(both.network()))
            : Optional.empty();
    String json = own.map(CandidateNetwork::toJson).orElse("");
    Optional<CandidateResult> kept = Optional.empty();
    CandidateResult result;
    try {
      Optional<CandidateResult> earlier = kept(choice, json);
      kept = earlier;
      if (earlier.filter(k -> k.state() == CandidateResult.State.INVALID).isPresent()) {
        // What could not be run may be possible by now, with a rule of one's own in reach.
        CandidateResult again = run(choice, json, own, start);
        kept = earlier.filter(k -> again.state() == CandidateResult.State.INVALID);
        result = kept.orElse(again);
      } else {
        result = kept.isPresent() ? kept.get() : run(choice, json, own, start);
      }
    } catch (NetworkDigest.NoNetworkException e) {
      // As where a network cannot be made for a run: the others go on, this one is tried again.
      result = unscored(CandidateResult.State.FAILED, choice, json, e.getCause(), start);
    }
    OptimizationResult told =
        new OptimizationResult(
            candidate, result.score(), candidate.getIndex(), result, info(result, start), null);
    if (kept.isEmpty() && result.state() != CandidateResult.State.FAILED && saver.isPresent()) {
      told.setResultReference(saver.get().saveModel(told, null));
    }
    if (kept.isPresent() && saver.get() instanceof CandidateFolder folder) {
      told.setResultReference(folder.reference(told));
    }
    listener.accept(result);
    return told;
  }

  private Optional<CandidateResult> kept(BrsgdChoice choice, String network) throws IOException {
    if (saver.isEmpty() || !(saver.get() instanceof CandidateFolder folder)) {
      return Optional.empty();
    }
    folder.claim(terms.get());
    Optional<CandidateResult> kept = folder.find(candidate.getIndex());
    if (kept.isPresent()
        && !(kept.get().choice().equals(choice) && kept.get().network().equals(network))) {
      throw new IOException(
          folder
              + " holds another sweep: its candidate "
              + candidate.getIndex()
              + " is "
              + kept.get().choice()
              + ", of this sweep it is "
              + choice);
    }
    return kept;
  }

  private CandidateResult run(
      BrsgdChoice choice, String json, Optional<CandidateNetwork> own, long start) {
    // What is wrong with the data is no fault of the candidate's.
    DataSet examples = trials.examples();
    try {
      trials.check(choice, examples);
    } catch (IllegalArgumentException e) {
      return unscored(CandidateResult.State.INVALID, choice, json, e, start);
    } catch (RuntimeException | OutOfMemoryError e) {
      return unscored(CandidateResult.State.FAILED, choice, json, e, start);
    }
    try {
      LongFunction<Model> network = own.isPresent() ? own.get()::create : commonNetwork;
      List<TrialResult> results = trials.run(choice, network);
      return new CandidateResult(
          candidate.getIndex(),
          choice,
          json,
          CandidateResult.State.FINISHED,
          trials.of(results),
          results,
          "",
          (System.currentTimeMillis() - start) / MILLIS);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      // Of one candidate, such as one whose batch does not fit into memory: the others go on.
      boolean impossible = own.isPresent() && e instanceof DL4JException;
      return unscored(
          impossible ? CandidateResult.State.INVALID : CandidateResult.State.FAILED,
          choice,
          json,
          e,
          start);
    }
  }

  private CandidateResult unscored(
      CandidateResult.State state, BrsgdChoice choice, String json, Throwable why, long start) {
    boolean told = state == CandidateResult.State.INVALID && why.getMessage() != null;
    return new CandidateResult(
        candidate.getIndex(),
        choice,
        json,
        state,
        trials.worst(),
        List.of(),
        told ? why.getMessage() : why.toString(),
        (System.currentTimeMillis() - start) / MILLIS);
  }

  private CandidateInfo info(CandidateResult result, long start) {
    return new CandidateInfo(
        candidate.getIndex(),
        CandidateStatus.Complete,
        result.score(),
        start,
        start,
        System.currentTimeMillis(),
        candidate.getFlatParameters(),
        result.message().isEmpty() ? null : result.message());
  }
}
