package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import io.github.brsgd.training.model.OutputEvaluation;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.node.TestExamples;
import io.github.brsgd.training.server.ServerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.nd4j.linalg.schedule.ISchedule;

/** All that a run is set to, checked in one place. */
record RunSettings(
    ServerSettings server,
    AdversarySettings adversary,
    NodeUpdate update,
    Participation participation,
    Optional<RunLength> length,
    Optional<ISchedule> schedule,
    DataSettings data,
    Optional<TrustedData> trusted,
    int workers,
    boolean fastLayers,
    Optional<Evaluation> evaluation,
    Recovery recovery,
    Watchers watchers) {

  /**
   * Evaluate on these examples every so many rounds, and after the last. Runs at the same time take
   * turns at the examples.
   */
  record Evaluation(
      int everyRounds, TestExamples examples, List<OutputEvaluation> wanted, Lock turn) {
    Evaluation(int everyRounds, TestExamples examples, List<OutputEvaluation> wanted) {
      this(everyRounds, examples, wanted, new ReentrantLock());
    }

    Evaluation {
      Objects.requireNonNull(examples, "examples");
      wanted = List.copyOf(wanted);
      if (wanted.isEmpty()) {
        throw new IllegalArgumentException("evaluateEvery: need an evaluation, got none");
      }
      Check.atLeast(1, "evaluateEvery", everyRounds);
    }
  }

  RunSettings {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(update, "update");
    Objects.requireNonNull(trusted, "trusted");
    Objects.requireNonNull(recovery, "recovery");
    Objects.requireNonNull(watchers, "watchers");
    adversary.check(server.nodes());
    participation.check(server.nodes(), server.byzantine(), update.remembers());
    Check.atLeast(1, "workers", workers);
    data.check();
    if (trusted.isPresent() && !server.rule().needsTrustedRow()) {
      throw new IllegalArgumentException(
          "trustedData: "
              + server.rule()
              + " makes no use of data of the server's own; leave them out, or take the rule trust");
    }
    if (watchers.quarantine().isPresent()) {
      server.checkQuarantine();
    }
  }

  /** The same run with data of the server's own. */
  RunSettings with(TrustedData own) {
    return new RunSettings(
        server,
        adversary,
        update,
        participation,
        length,
        schedule,
        data,
        Optional.of(own),
        workers,
        fastLayers,
        evaluation,
        recovery,
        watchers);
  }

  /** Refuses to train by a rule that needs data of the server's own, without any. */
  void requireTrusted() {
    if (trusted.isEmpty() && server.rule().needsTrustedRow()) {
      throw new IllegalArgumentException(
          "trustedData: "
              + server.rule()
              + " needs a row of the server's own, so give the server data to make it of");
    }
  }

  /** The same run, going on after the newest checkpoint in a folder. */
  RunSettings after(Path folder) {
    return new RunSettings(
        server,
        adversary,
        update,
        participation,
        length,
        schedule,
        data,
        trusted,
        workers,
        fastLayers,
        evaluation,
        recovery.after(folder),
        watchers);
  }

  /** The same run without a length of its own, which goes on until it is ended. */
  RunSettings endedBy(EarlyEnd end, RoundListener listener) {
    return new RunSettings(
        server,
        adversary,
        update,
        participation,
        Optional.of(RunLength.epochs(Integer.MAX_VALUE)),
        schedule,
        data,
        trusted,
        workers,
        fastLayers,
        evaluation,
        recovery,
        watchers.withRoundListeners(listener).withEnd(end));
  }

  int nodes() {
    return server.nodes();
  }

  long seed() {
    return server.seed();
  }

  /** Who is who in a round. */
  Roles roles(int round) {
    return adversary.roles(nodes(), round);
  }

  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    text.add("nodes=" + nodes())
        .add("byzantine=" + server.byzantine())
        .add("rule=" + server.rule());
    if (adversary.attackers() > 0) {
      text.add("attackers=" + adversary.attackers());
      adversary.attack().ifPresent(attack -> text.add("attack=" + attack));
      adversary.poisoning().ifPresent(poisoning -> text.add("poisoning=" + poisoning));
    }
    schedule.ifPresent(steps -> text.add("schedule=" + steps));
    length.ifPresent(run -> text.add(run.toString()));
    data.batchSize().ifPresent(size -> text.add("batchSize=" + size));
    return text.add("seed=" + seed()).toString();
  }
}
