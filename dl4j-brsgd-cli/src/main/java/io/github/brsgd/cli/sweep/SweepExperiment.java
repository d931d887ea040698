package io.github.brsgd.cli.sweep;

import io.github.brsgd.aggregation.Mean;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.experiment.Adversary;
import io.github.brsgd.cli.experiment.Defence;
import io.github.brsgd.cli.experiment.Experiment;
import io.github.brsgd.cli.experiment.ExperimentConfig;
import io.github.brsgd.cli.experiment.ExperimentData;
import io.github.brsgd.cli.experiment.IterateChoice;
import io.github.brsgd.cli.experiment.NetworkChoice;
import io.github.brsgd.cli.experiment.Schedule;
import io.github.brsgd.cli.experiment.SuspicionChoice;
import io.github.brsgd.cli.model.ExampleModel;
import io.github.brsgd.sweep.BrsgdChoice;
import io.github.brsgd.sweep.BrsgdSpace;
import io.github.brsgd.sweep.BrsgdSpaceBuilder;
import io.github.brsgd.sweep.BrsgdTaskCreator;
import io.github.brsgd.sweep.BrsgdTaskCreatorBuilder;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.SearchedAttack;
import io.github.brsgd.sweep.SeededSearch;
import io.github.brsgd.sweep.Sweep;
import io.github.brsgd.sweep.SweepBuilder;
import io.github.brsgd.sweep.TrialPlan;
import io.github.brsgd.sweep.ValidationSplit;
import io.github.brsgd.training.BrsgdTrainingMaster;
import io.github.brsgd.training.MemoryEstimate;
import io.github.brsgd.training.Participation;
import io.github.brsgd.training.model.FastLayers;
import io.github.brsgd.training.model.TrainableNetwork;
import io.github.brsgd.training.node.NodeUpdate;
import io.github.brsgd.training.server.ServerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.api.score.ScoreFunction;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.nn.api.Model;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A sweep as its configuration says: everything that needs no data is checked when it is made.
 *
 * @since 0.1
 */
public final class SweepExperiment {

  /** Points of the winner's accuracy curve. */
  private static final int EVALUATIONS = 10;

  private final SweepConfig config;
  private final Catalog catalog;
  private final TrialPlan plan;
  private final Participation participation;

  /**
   * A sweep, checked.
   *
   * @param config what to search
   * @param catalog where rules, attacks and partitioners come from
   * @throws IllegalArgumentException if something in the configuration is wrong, a rule that no
   *     candidate could run with among it
   */
  public SweepExperiment(SweepConfig config, Catalog catalog) {
    this.config = Objects.requireNonNull(config, "config");
    this.catalog = Objects.requireNonNull(catalog, "catalog");
    this.plan =
        new TrialPlan(
            config.nodes(),
            config.attackers(),
            config.attacks().stream().map(SweepExperiment::attack).toList(),
            config.seeds(),
            config.rounds(),
            config.over());
    for (String attack : plan.attacks()) {
      if (!attack.isEmpty() && !SearchedAttack.isText(attack) && !catalog.isPoisoning(attack)) {
        catalog.attack(attack);
      }
    }
    for (int q : config.space().byzantine()) {
      if (q < 0) {
        throw new IllegalArgumentException("byzantine: need q >= 0, got " + q);
      }
    }
    catalog.partitioner(config.data().partition());
    this.participation = config.nodeChoice().participation();
    participation.check(config.nodes(), catalog.remembers(config.nodeChoice().update()));
    for (String rule : config.space().rules()) {
      for (String before : config.space().preAggregations()) {
        checkRule(before.isEmpty() ? rule : before + "+" + rule);
      }
    }
    network();
  }

  /** A rule that fits no q is a mistake; one that fits some is reported where it does not. */
  private void checkRule(String chain) {
    IllegalArgumentException mistake = null;
    for (int q : config.space().byzantine()) {
      try {
        if (ServerSettings.checkedFor(q, catalog.rule(chain, q)).needsTrustedRow()) {
          throw new IllegalArgumentException(
              "rule: "
                  + chain
                  + " needs a row of the server's own, and a sweep holds no examples back for it;"
                  + " 'brsgd compare' does");
        }
        participation.draws(config.nodes()).ifPresent(draws -> draws.check(q));
        return;
      } catch (IllegalArgumentException e) {
        mistake = e;
      }
    }
    throw mistake;
  }

  /**
   * Checks that some candidate has images enough to train on, with every seed.
   *
   * @param data the images
   * @throws IllegalArgumentException if none has
   */
  public void checkFor(ExperimentData data) {
    int count = data.size() - (int) Math.round(config.validation() * data.size());
    DataSet training = (DataSet) data.training().getRange(0, count);
    Set<Long> seeds = new TreeSet<>(plan.seeds());
    seeds.addAll(plan.scoredSeeds());
    for (long seed : seeds) {
      BrsgdTrainingMaster.builder()
          .nodes(config.nodes())
          .byzantine(0)
          .rule(new Mean())
          .batchSize(Collections.min(config.space().batch()))
          .partitioner(catalog.partitioner(config.data().partition()))
          .seed(seed)
          .build()
          .labelCounts(training);
    }
  }

  /**
   * What a run of one thread needs, told before it starts.
   *
   * @param network the network
   * @return an estimate
   */
  public MemoryEstimate memory(Model network) {
    NodeUpdate update = catalog.nodeUpdate(config.nodeChoice().update());
    return new MemoryEstimate(
        config.nodes(),
        network.numParams(),
        1,
        TrainableNetwork.of(network).rowType().width(),
        config.nodes() * update.vectorsPerNode() + update.vectorsPerWorker());
  }

  private static String attack(String text) {
    return text.equals(SweepConfig.NOBODY) ? "" : text;
  }

  private ExampleModel network() {
    return ExampleModel.parse(config.model());
  }

  /**
   * The configuration.
   *
   * @return as given
   */
  public SweepConfig config() {
    return config;
  }

  /**
   * The seeds of the runs that are scored.
   *
   * @return those of the configuration; where the attack is searched as many others
   */
  public List<Long> scoredSeeds() {
    return plan.scoredSeeds();
  }

  /**
   * How many candidates there are at most.
   *
   * @return at least 1
   */
  public int candidates() {
    return new SeededSearch(space(), config.search(), false).size();
  }

  /**
   * How many candidates there would be without a limit.
   *
   * @return of a grid, its points; of another search as {@link #candidates}
   */
  public int all() {
    Search search = config.search();
    return search.method() == Search.Method.GRID
        ? new SeededSearch(space(), Search.grid(search.gridPoints()), false).size()
        : candidates();
  }

  /**
   * The sweep, ready to run.
   *
   * @param data for the shape of the images
   * @param folder where data sets are looked for first
   * @param home the checkout
   * @param candidates where finished candidates are kept
   * @return a builder, to be completed with what does not change results
   */
  public SweepBuilder sweep(
      ExperimentData data, Optional<Path> folder, Path home, Path candidates) {
    Properties properties = TrainingImages.describe(config.data(), folder, home);
    properties.setProperty(ValidationSplit.SOURCE, TrainingImages.class.getName());
    properties.setProperty(ValidationSplit.SHARE, Double.toString(config.validation()));
    properties.setProperty(ValidationSplit.SEED, Long.toString(config.search().seed()));
    BrsgdTaskCreatorBuilder tasks =
        BrsgdTaskCreator.builder(plan)
            .catalog(catalog)
            .partition(config.data().partition())
            .nodeUpdate(config.nodeChoice().update())
            .participation(participation)
            .onFailedRound(config.onFailedRound())
            .network(seed -> network().create(data.shape(), data.classNames().size(), seed));
    FastLayers.allowOneDnn(config.fastLayers());
    if (config.fastLayers()) {
      tasks.fastLayers();
    }
    return Sweep.builder(space(), config.search())
        .tasks(tasks.build())
        .data(ValidationSplit.class, properties)
        .score(score())
        .folder(candidates);
  }

  private ScoreFunction score() {
    return switch (config.measure()) {
      case ACCURACY -> new EvaluationScoreFunction(Evaluation.Metric.ACCURACY);
      case LOSS -> new TestSetLossScoreFunction(true);
    };
  }

  private BrsgdSpace space() {
    SweepConfig.Space space = config.space();
    BrsgdSpaceBuilder builder =
        BrsgdSpace.builder()
            .rules(space.rules().toArray(String[]::new))
            .preAggregations(space.preAggregations().toArray(String[]::new))
            .byzantine(space.byzantine().toArray(Integer[]::new))
            .batch(space.batch().toArray(Integer[]::new));
    fixed(space.p()).ifPresentOrElse(builder::p, () -> builder.p(space.p().from(), space.p().to()));
    fixed(space.alpha0())
        .ifPresentOrElse(
            builder::alpha0, () -> builder.alpha0(space.alpha0().from(), space.alpha0().to()));
    return builder.build();
  }

  private static Optional<ParameterSpace<Double>> fixed(SweepConfig.Range range) {
    return range.from() == range.to()
        ? Optional.of(new FixedValue<>(range.from()))
        : Optional.empty();
  }

  /**
   * The runs that show what a candidate does on the test images: trained on all training images,
   * under each attack, or the one that was found, with each seed that was scored.
   *
   * @param candidate one that finished
   * @return the runs, in the order of the plan
   */
  public List<Experiment> finals(CandidateResult candidate) {
    BrsgdChoice choice = candidate.choice();
    String rule = catalog.text(catalog.rule(choice.chain(), choice.byzantine()));
    List<Experiment> finals = new ArrayList<>();
    List<String> attacks =
        plan.searched().isPresent() ? List.of(candidate.trials().get(0).attack()) : plan.attacks();
    for (String attack : attacks) {
      for (long seed : plan.scoredSeeds()) {
        ExperimentConfig run =
            new ExperimentConfig(
                config.data(),
                new NetworkChoice(config.model(), "", "", config.fastLayers()),
                new Defence(rule, choice.byzantine(), config.onFailedRound()),
                new Adversary(attack, attack.isEmpty() ? 0 : config.attackers(), false),
                new Schedule(
                    config.nodes(),
                    choice.batch(),
                    config.rounds(),
                    choice.alpha0(),
                    choice.p(),
                    seed,
                    Math.max(1, config.rounds() / EVALUATIONS)),
                IterateChoice.NONE,
                0,
                config.nodeChoice(),
                SuspicionChoice.NONE);
        finals.add(new Experiment(run, catalog));
      }
    }
    return finals;
  }
}
