package io.github.brsgd.training;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.attack.Attack;
import io.github.brsgd.attack.AttackerSelection;
import io.github.brsgd.attack.DataPoisoning;
import io.github.brsgd.data.Partitioner;
import io.github.brsgd.theory.IterateWeights;
import io.github.brsgd.training.server.FailedRound;
import io.github.brsgd.training.server.IterateSampler;
import io.github.brsgd.training.server.RobustServer;
import io.github.brsgd.training.server.SampledIterate;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.schedule.ISchedule;

/** All that a run is set to, checked in one place. */
record RunSettings(
    int nodes,
    int byzantine,
    Aggregator rule,
    Aggregator statisticsRule,
    Optional<Attack> attack,
    Optional<DataPoisoning> poisoning,
    int attackers,
    AttackerSelection selection,
    Optional<ISchedule> schedule,
    OptionalInt batchSize,
    Partitioner partitioner,
    int workers,
    long seed,
    FailedRound onFailedRound,
    Optional<Evaluation> evaluation,
    List<TrainingListener> listeners,
    List<RoundListener> roundListeners,
    BooleanSupplier stopWhen,
    Optional<Sampling> sampling,
    List<RoundObserver> observers) {

  /** Draw an iterate, going on from an earlier run's where there was one. */
  record Sampling(IterateWeights weights, Optional<SampledIterate> earlier) {
    Sampling {
      Objects.requireNonNull(weights, "weights");
    }

    IterateSampler start(long seed) {
      return earlier
          .map(sample -> IterateSampler.resume(weights, seed, sample))
          .orElseGet(() -> new IterateSampler(weights, seed));
    }
  }

  /** Evaluate on these examples every so many rounds, and after the last. */
  record Evaluation(int everyRounds, DataSetIterator examples) {
    Evaluation {
      Objects.requireNonNull(examples, "examples");
      if (everyRounds < 1) {
        throw new IllegalArgumentException(
            "evaluateEvery: need at least 1 round, got " + everyRounds);
      }
    }
  }

  RunSettings {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(statisticsRule, "statisticsRule");
    Objects.requireNonNull(selection, "selection");
    Objects.requireNonNull(partitioner, "partitioner");
    Objects.requireNonNull(onFailedRound, "onFailedRound");
    Objects.requireNonNull(stopWhen, "stopWhen");
    listeners = List.copyOf(listeners);
    roundListeners = List.copyOf(roundListeners);
    observers = List.copyOf(observers);
    atLeast("nodes", 1, nodes);
    atLeast("byzantine", 0, byzantine);
    atLeast("attackers", 0, attackers);
    atLeast("workers", 1, workers);
    batchSize.ifPresent(size -> atLeast("batchSize", 1, size));
    checkRule(rule, nodes, byzantine);
    checkRule(statisticsRule, nodes, byzantine);
    if (attackers >= nodes) {
      throw new IllegalArgumentException(
          "attackers: need at least one honest node, got attackers="
              + attackers
              + ", nodes="
              + nodes);
    }
    if (attack.isPresent() && poisoning.isPresent()) {
      throw new IllegalArgumentException(
          "attack: the Byzantine nodes either forge updates or poison data, got "
              + attack.get()
              + " and "
              + poisoning.get());
    }
    Optional<? extends Serializable> behaviour = attack.isPresent() ? attack : poisoning;
    if (behaviour.isPresent() != (attackers > 0)) {
      throw new IllegalArgumentException(
          behaviour.isPresent()
              ? "attackers: the attack " + behaviour.get() + " needs attackers(n) with n >= 1"
              : "attack: " + attackers + " attackers need an attack or a poisoning");
    }
  }

  private static void atLeast(String name, int least, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + ": need >= " + least + ", got " + value);
    }
  }

  private static void checkRule(Aggregator rule, int nodes, int byzantine) {
    RobustServer.checkedFor(byzantine, rule);
    if (nodes < rule.minimumNodes()) {
      throw new IllegalArgumentException(
          "nodes: " + rule + " needs m >= " + rule.minimumNodes() + ", got m=" + nodes);
    }
    if (rule.byzantine().isEmpty() && nodes < 2L * byzantine + 1) {
      throw new IllegalArgumentException(
          "byzantine: " + rule + " needs m >= 2q+1, got m=" + nodes + ", q=" + byzantine);
    }
  }
}
