package io.github.brsgd.sweep;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.schedule.BrsgdSchedule;
import io.github.brsgd.training.AbortedRunException;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.BrsgdTrainingMasterBuilder;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.TrainingResult;
import io.github.brsgd.training.server.FailedRound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.linalg.dataset.DataSet;

/** The runs of one candidate after another: a training master per attack and seed. */
final class Trials {

  /**
   * What is the same for all candidates.
   *
   * @param plan attacks, seeds, rounds
   * @param catalog where rules and attacks come from
   * @param partition text of a partitioner; empty for the training master's own, which is iid
   * @param nodeUpdate text of a node update; empty for the training master's own, the gradient
   * @param participation which nodes answer in a round
   * @param onFailedRound what happens to a round that fails
   * @param divergence when a run is given up
   * @param workers threads per candidate
   * @param fastLayers whether runs compute with fast layers
   * @param stop whether the sweep is to end now
   */
  record Settings(
      TrialPlan plan,
      Catalog catalog,
      String partition,
      String nodeUpdate,
      Participation participation,
      FailedRound onFailedRound,
      Divergence divergence,
      int workers,
      boolean fastLayers,
      BooleanSupplier stop) {
    Settings orStopWhen(BooleanSupplier also) {
      return new Settings(
          plan,
          catalog,
          partition,
          nodeUpdate,
          participation,
          onFailedRound,
          divergence,
          workers,
          fastLayers,
          () -> stop.getAsBoolean() || also.getAsBoolean());
    }
  }

  private final Settings settings;
  private final Supplier<DataSet> training;
  private final ToDoubleFunction<Model> score;
  private final boolean minimize;

  Trials(
      Settings settings,
      Supplier<DataSet> training,
      ToDoubleFunction<Model> score,
      boolean minimize) {
    this.settings = settings;
    this.training = training;
    this.score = score;
    this.minimize = minimize;
  }

  /** The score of what cannot be scored. */
  double worst() {
    return minimize ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
  }

  /** The score of a candidate. */
  double of(List<TrialResult> trials) {
    return settings.plan().over().of(trials, minimize);
  }

  /** The training examples, which are read unless that has been done. */
  DataSet examples() {
    return training.get();
  }

  /**
   * Checks that a choice can be run on these training examples, with every seed.
   *
   * @throws IllegalArgumentException that says why not
   */
  void check(BrsgdChoice choice, DataSet examples) {
    List<Long> seeds =
        Stream.concat(settings.plan().seeds().stream(), settings.plan().scoredSeeds().stream())
            .distinct()
            .toList();
    List<String> named = searched(choice).isPresent() ? List.of() : attacks(choice);
    for (long seed : seeds) {
      named.forEach(attack -> master(choice, attack, seed).build());
      master(choice, "", seed).build().labelCounts(examples);
    }
    searched(choice).ifPresent(attack -> space(choice, attack));
  }

  /** The attack that is to be searched for a choice, if one is. */
  private Optional<SearchedAttack> searched(BrsgdChoice choice) {
    return choice.attack().isEmpty() ? settings.plan().searched() : Optional.empty();
  }

  /** The attacks that serve against a choice, as far as that is known without data. */
  private AttackSpace space(BrsgdChoice choice, SearchedAttack attack) {
    return AttackSpace.ofSameNodes(
        attack.knowledge(),
        text -> {
          try {
            master(choice, text, settings.plan().seeds().get(0)).build();
            return true;
          } catch (IllegalArgumentException e) {
            return false;
          }
        });
  }

  private List<String> attacks(BrsgdChoice choice) {
    return choice.attack().isEmpty() ? settings.plan().attacks() : List.of(choice.attack());
  }

  /**
   * Runs a candidate; with the worst attack for score, no further than the first that breaks it.
   */
  List<TrialResult> run(BrsgdChoice choice, LongFunction<Model> network) {
    Optional<SearchedAttack> searched = searched(choice);
    List<String> attacks =
        searched.isPresent() ? List.of(worst(choice, searched.get(), network)) : attacks(choice);
    List<TrialResult> results = new ArrayList<>();
    for (String attack : attacks) {
      for (long seed : settings.plan().scoredSeeds()) {
        TrialResult result = run(choice, attack, seed, network.apply(seed));
        results.add(result);
        if (settings.plan().over() == Reduction.WORST
            && result.state() != TrialResult.State.FINISHED) {
          return results;
        }
      }
    }
    return results;
  }

  /** The attack that hurts a choice most on the seeds of the search. */
  private String worst(BrsgdChoice choice, SearchedAttack attack, LongFunction<Model> network) {
    List<Long> seeds = settings.plan().seeds();
    AttackSearch search =
        new AttackSearch(space(choice, attack), attack.budget() / seeds.size(), seeds.get(0));
    AtomicBoolean broken = new AtomicBoolean();
    AtomicReference<IllegalArgumentException> refusal = new AtomicReference<>();
    List<AttackScore> found;
    try {
      found = search.run(choices -> scores(choice, choices, network, broken, refusal));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // runs read and write nothing
    }
    return found.stream()
        .map(score -> score.choice().attack())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "search: no attack could be run against "
                        + choice
                        + (refusal.get() == null
                            ? ""
                            : "; the first: " + refusal.get().getMessage()),
                    refusal.get()));
  }

  /**
   * Scores attacks, no further than the first that breaks the choice: none is worse.
   *
   * @param refusal takes why the first could not be run, of those that could not
   */
  private List<AttackScore> scores(
      BrsgdChoice choice,
      List<AttackChoice> attacks,
      LongFunction<Model> network,
      AtomicBoolean broken,
      AtomicReference<IllegalArgumentException> refusal) {
    List<AttackScore> scores = new ArrayList<>();
    for (AttackChoice attack : attacks) {
      if (!broken.get()) {
        scores.add(score(choice, attack, network, refusal));
        broken.set(scores.get(scores.size() - 1).score() == Double.NEGATIVE_INFINITY);
      }
    }
    return scores;
  }

  private AttackScore score(
      BrsgdChoice choice,
      AttackChoice attack,
      LongFunction<Model> network,
      AtomicReference<IllegalArgumentException> refusal) {
    List<TrialResult> results = new ArrayList<>();
    for (long seed : settings.plan().seeds()) {
      TrialResult result;
      try {
        result = run(choice, attack.attack(), seed, network.apply(seed));
      } catch (IllegalArgumentException e) {
        refusal.compareAndSet(null, e);
        return new AttackScore(attack, AttackScore.CANNOT_SERVE);
      }
      if (result.state() != TrialResult.State.FINISHED) {
        return new AttackScore(attack, Double.NEGATIVE_INFINITY);
      }
      results.add(result);
    }
    double score = Reduction.MEAN.of(results, minimize);
    return new AttackScore(attack, minimize ? -score : score);
  }

  private TrialResult run(BrsgdChoice choice, String attack, long seed, Model network) {
    Divergence.Watch watch = settings.divergence().new Watch();
    BrsgdTrainingMaster master =
        master(choice, attack, seed)
            .roundListeners(watch)
            .stopWhen(() -> watch.diverged() || settings.stop().getAsBoolean())
            .build();
    try {
      TrainingResult result = master.fit(network, training.get());
      int rounds = result.history().rounds().size();
      if (watch.diverged()) {
        return early(attack, seed, TrialResult.State.DIVERGED, rounds, watch.message());
      }
      if (result.stopped()) {
        throw new CancellationException("the sweep was stopped");
      }
      if (!Double.isFinite(network.params().sumNumber().doubleValue())) {
        return early(attack, seed, TrialResult.State.DIVERGED, rounds, "parameters not finite");
      }
      double value = score(network);
      return Double.isFinite(value)
          ? new TrialResult(attack, seed, TrialResult.State.FINISHED, value, rounds, "")
          : early(attack, seed, TrialResult.State.DIVERGED, rounds, "score " + value);
    } catch (AbortedRunException e) {
      if (e.failedRound().isEmpty()) {
        throw thrown(e.getCause());
      }
      int rounds = e.result().history().rounds().size();
      return early(attack, seed, TrialResult.State.ABORTED, rounds, e.getMessage());
    }
  }

  /** What broke in a run, of another kind than a round that could not be trusted. */
  private static RuntimeException thrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(cause.toString(), cause);
  }

  /** NaN where the network's outputs are: Arbiter's evaluation throws then. */
  private double score(Model network) {
    try {
      return score.applyAsDouble(network);
    } catch (IllegalStateException e) {
      if (String.valueOf(e.getMessage()).contains("NaN")) {
        return Double.NaN;
      }
      throw e;
    }
  }

  private TrialResult early(
      String attack, long seed, TrialResult.State state, int rounds, String message) {
    return new TrialResult(attack, seed, state, worst(), rounds, message);
  }

  private BrsgdTrainingMasterBuilder master(BrsgdChoice choice, String attack, long seed) {
    TrialPlan plan = settings.plan();
    Catalog catalog = settings.catalog();
    BrsgdTrainingMasterBuilder builder =
        BrsgdTrainingMaster.builder()
            .nodes(plan.nodes())
            .byzantine(choice.byzantine())
            .rule(catalog.rule(choice.chain(), choice.byzantine()))
            .schedule(new BrsgdSchedule(choice.alpha0(), choice.p()))
            .rounds(plan.rounds())
            .batchSize(choice.batch())
            .participation(settings.participation())
            .onFailedRound(settings.onFailedRound())
            .workers(settings.workers())
            .seed(seed);
    if (settings.fastLayers()) {
      builder.fastLayers();
    }
    if (!settings.partition().isEmpty()) {
      builder.partitioner(catalog.partitioner(settings.partition()));
    }
    if (!settings.nodeUpdate().isEmpty()) {
      builder.nodeUpdate(catalog.nodeUpdate(settings.nodeUpdate()));
    }
    if (attack.isEmpty()) {
      return builder;
    }
    if (catalog.isPoisoning(attack)) {
      builder.poisoning(catalog.poisoning(attack));
    } else {
      builder.attack(catalog.attack(attack));
    }
    return builder.attackers(plan.attackers());
  }
}
