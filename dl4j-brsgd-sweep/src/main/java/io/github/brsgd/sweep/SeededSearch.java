package io.github.brsgd.sweep;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.commons.math3.random.JDKRandomGenerator;
import org.apache.commons.math3.random.RandomGenerator;
import org.deeplearning4j.arbiter.optimize.api.Candidate;
import org.deeplearning4j.arbiter.optimize.api.CandidateGenerator;
import org.deeplearning4j.arbiter.optimize.api.OptimizationResult;
import org.deeplearning4j.arbiter.optimize.api.ParameterSpace;
import org.deeplearning4j.arbiter.optimize.generator.GeneticSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.GridSearchCandidateGenerator;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.Chromosome;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.UniformCrossover;
import org.deeplearning4j.arbiter.optimize.generator.genetic.crossover.parentselection.RandomTwoParentSelection;
import org.deeplearning4j.arbiter.optimize.generator.genetic.culling.LeastFitCullOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.exceptions.GeneticGenerationException;
import org.deeplearning4j.arbiter.optimize.generator.genetic.mutation.RandomMutationOperator;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.EmptyPopulationInitializer;
import org.deeplearning4j.arbiter.optimize.generator.genetic.population.PopulationModel;
import org.deeplearning4j.arbiter.optimize.generator.genetic.selection.GeneticSelectionOperator;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Arbiter's generators made repeatable: the candidates follow from space and {@link Search} alone,
 * also after a round trip through JSON and whatever the number of candidates that run at a time.
 *
 * <p>Arbiter itself seeds neither its genetic operators nor a configuration read back from JSON,
 * and breeds from whatever is finished; here a generation is bred only when the one before is
 * reported whole, in order of index.
 *
 * @since 0.1
 */
public final class SeededSearch implements CandidateGenerator {

  private static final double MUTATION = 0.15;
  private static final double HALF = 0.5;

  @JsonProperty private final ParameterSpace<?> parameterSpace;
  @JsonProperty private final Search search;
  @JsonProperty private final boolean minimize;

  private final transient CandidateGenerator source;
  private final transient Map<Integer, OptimizationResult> waiting = new TreeMap<>();
  private final transient Improvement improvement;
  private transient int given;
  private transient int reported;
  private transient int bred;

  /**
   * A search that has given no candidate yet.
   *
   * @param parameterSpace what to search
   * @param search how
   * @param minimize whether lower scores are better, as the score function says
   */
  @JsonCreator
  public SeededSearch(
      @JsonProperty("parameterSpace") ParameterSpace<?> parameterSpace,
      @JsonProperty("search") Search search,
      @JsonProperty("minimize") boolean minimize) {
    this.parameterSpace = Objects.requireNonNull(parameterSpace, "parameterSpace");
    this.search = Objects.requireNonNull(search, "search");
    this.minimize = minimize;
    this.improvement = new Improvement(search.patience(), minimize);
    this.source = source();
  }

  private CandidateGenerator source() {
    return switch (search.method()) {
      case GRID ->
          new GridSearchCandidateGenerator(
              parameterSpace,
              search.gridPoints(),
              GridSearchCandidateGenerator.Mode.Sequential,
              null);
      case RANDOM -> {
        RandomSearchGenerator random = new RandomSearchGenerator(parameterSpace);
        random.setRngSeed(search.seed());
        yield random;
      }
      case GENETIC -> genetic(generator());
    };
  }

  private RandomGenerator generator() {
    RandomGenerator random = new JDKRandomGenerator();
    random.setSeed(search.seed());
    return random;
  }

  private GeneticSearchCandidateGenerator genetic(RandomGenerator random) {
    return new GeneticSearchCandidateGenerator.Builder(
            parameterSpace,
            minimize
                ? new TestSetLossScoreFunction()
                : new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
        .populationModel(
            new PopulationModel.Builder()
                .populationInitializer(new EmptyPopulationInitializer())
                .populationSize(search.population())
                .cullOperator(new LeastFitCullOperator(HALF))
                .build())
        .selectionOperator(
            new GeneticSelectionOperator.Builder()
                .randomGenerator(random)
                // Rate 1: else Arbiter's mutation writes into the parent itself.
                .crossoverOperator(
                    new UniformCrossover.Builder()
                        .crossoverRate(1)
                        .randomGenerator(random)
                        .parentSelection(new RandomTwoParentSelection(random))
                        .build())
                .mutationOperator(
                    new RandomMutationOperator.Builder()
                        .mutationRate(MUTATION)
                        .randomGenerator(random)
                        .build())
                .build())
        .build();
  }

  /**
   * How many candidates the search has if nothing ends it before.
   *
   * @return at least 1
   */
  public int size() {
    int all =
        source instanceof GridSearchCandidateGenerator grid
            ? grid.getTotalNumCandidates()
            : search.candidates();
    return search.candidates() == 0 ? all : Math.min(all, search.candidates());
  }

  /** Whether a candidate can be had now; in a genetic search not while a generation is running. */
  @Override
  public synchronized boolean hasMoreCandidates() {
    return improvement.end().isEmpty()
        && (search.candidates() == 0 || given < search.candidates())
        && source.hasMoreCandidates()
        && !(search.method() == Search.Method.GENETIC && given == bred + search.population());
  }

  @Override
  public synchronized Candidate<?> getCandidate() {
    Candidate<?> candidate = source.getCandidate();
    if (candidate.getException() instanceof GeneticGenerationException) {
      // Nothing left to breed; Arbiter's runner counts it as failed and goes on without it.
      return candidate;
    }
    if (candidate.getException() != null) {
      throw new IllegalStateException(
          "candidate " + candidate.getIndex() + ": " + candidate.getException().getMessage(),
          candidate.getException());
    }
    given++;
    return candidate;
  }

  @Override
  public synchronized void reportResults(OptimizationResult result) {
    improvement.report(result.getIndex(), result.getScore());
    reported++;
    if (search.method() != Search.Method.GENETIC) {
      return;
    }
    waiting.put(result.getIndex(), result);
    if (waiting.size() == search.population()) {
      waiting.values().forEach(source::reportResults);
      waiting.clear();
      // Arbiter draws parents from all of the population, which is sorted, the best first.
      List<Chromosome> parents =
          ((GeneticSearchCandidateGenerator) source).getPopulationModel().getPopulation();
      parents.subList((search.population() + 1) / 2, parents.size()).clear();
      bred = given;
    }
  }

  /** Whether all candidates there are have been reported. */
  synchronized boolean isDone() {
    boolean hasGivenAll =
        improvement.end().isPresent()
            || (search.candidates() != 0 && given == search.candidates())
            || !source.hasMoreCandidates();
    return hasGivenAll && reported == given;
  }

  /**
   * Where the search ended for want of a better candidate: those from this index on do not count,
   * though some may have been run.
   *
   * @return an index; empty if it did not end so
   */
  public synchronized OptionalInt end() {
    return improvement.end();
  }

  @Override
  public ParameterSpace<?> getParameterSpace() {
    return parameterSpace;
  }

  /** Refused: the seed is part of the {@link Search}. */
  @Override
  public void setRngSeed(long seed) {
    throw new UnsupportedOperationException("SeededSearch: the seed is that of the Search");
  }

  @Override
  public Class<?> getCandidateType() {
    return null;
  }

  @Override
  public String toString() {
    return "SeededSearch(" + search + ")";
  }
}
