package io.github.brsgd.training;

import io.github.brsgd.state.DamagedStateException;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.nd4j.evaluation.BaseEvaluation;
import org.nd4j.evaluation.IEvaluation;

/** Rounds as bytes, every bit kept; evaluations as their own JSON. */
final class HistoryState {

  /** Characters of at most three bytes each, of which a text may have 65,535. */
  private static final int PIECE = 20_000;

  private HistoryState() {}

  static void write(List<RoundRecord> rounds, StateWriter out) throws IOException {
    out.integer(rounds.size());
    for (RoundRecord round : rounds) {
      write(round, out);
    }
  }

  private static void write(RoundRecord round, StateWriter out) throws IOException {
    out.integer(round.round());
    out.real(round.learningRate());
    out.real(round.loss());
    out.real(round.aggregateNorm());
    out.real(round.honestNorm());
    out.real(round.cosine());
    optional(round.attackerShare(), out);
    out.integer(round.answered());
    out.integer(round.screened().size());
    for (int node : round.screened()) {
      out.integer(node);
    }
    out.integer(round.skipped() ? 1 : 0);
    optional(round.accuracy(), out);
    optional(round.attackSuccess(), out);
    out.integer(round.evaluations().size());
    for (IEvaluation<?> evaluation : round.evaluations()) {
      write(evaluation, out);
    }
  }

  static void write(IEvaluation<?> evaluation, StateWriter out) throws IOException {
    out.text(evaluation.getClass().getName());
    longText(evaluation.toJson(), out);
  }

  private static void optional(OptionalDouble value, StateWriter out) throws IOException {
    out.integer(value.isPresent() ? 1 : 0);
    out.real(value.orElse(0));
  }

  private static void longText(String text, StateWriter out) throws IOException {
    int pieces = (text.length() + PIECE - 1) / PIECE;
    out.integer(pieces);
    for (int i = 0; i < pieces; i++) {
      out.text(text.substring(i * PIECE, Math.min(text.length(), (i + 1) * PIECE)));
    }
  }

  static List<RoundRecord> read(StateReader in) throws IOException {
    List<RoundRecord> rounds = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      rounds.add(round(in));
    }
    return rounds;
  }

  private static RoundRecord round(StateReader in) throws IOException {
    int round = in.integer();
    double learningRate = in.real();
    double loss = in.real();
    double aggregateNorm = in.real();
    double honestNorm = in.real();
    double cosine = in.real();
    OptionalDouble share = optional(in);
    int answered = in.integer();
    List<Integer> screened = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      screened.add(in.integer());
    }
    boolean skipped = in.integer() == 1;
    OptionalDouble accuracy = optional(in);
    OptionalDouble success = optional(in);
    List<IEvaluation<?>> evaluations = new ArrayList<>();
    for (int left = in.integer(); left > 0; left--) {
      evaluations.add(evaluation(in));
    }
    return new RoundRecord(
        round,
        learningRate,
        loss,
        aggregateNorm,
        honestNorm,
        cosine,
        share,
        answered,
        screened,
        skipped,
        accuracy,
        success,
        evaluations);
  }

  private static OptionalDouble optional(StateReader in) throws IOException {
    boolean known = in.integer() == 1;
    double value = in.real();
    return known ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  static IEvaluation<?> evaluation(StateReader in) throws IOException {
    String name = in.text();
    StringBuilder json = new StringBuilder();
    for (int left = in.integer(); left > 0; left--) {
      json.append(in.text());
    }
    try {
      Class<?> type = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
      if (!IEvaluation.class.isAssignableFrom(type)) {
        throw new DamagedStateException("need the class of an evaluation, got " + name);
      }
      @SuppressWarnings({"unchecked", "rawtypes"}) // checked right above
      IEvaluation<?> evaluation =
          (IEvaluation<?>) BaseEvaluation.fromJson(json.toString(), (Class) type);
      return evaluation;
    } catch (ClassNotFoundException e) {
      throw new IOException("the evaluation " + name + " is not on the class path", e);
    }
  }
}
