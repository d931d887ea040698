package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.evaluation.classification.Evaluation;

class SeededSearchTest {

  static Stream<Search> searches() {
    return Stream.of(Search.grid(5), Search.random(40, 7), Search.genetic(40, 7));
  }

  private static List<BrsgdChoice> candidates(Search search, int atATime) {
    return Spaces.search(new SeededSearch(Spaces.wide(), search, false), Spaces::planted, atATime);
  }

  @ParameterizedTest
  @MethodSource("searches")
  void findsThePlantedBest(Search search) {
    BrsgdChoice best =
        candidates(search.method() == Search.Method.GRID ? search : more(search), 1).stream()
            .max(Comparator.comparingDouble(Spaces::planted))
            .orElseThrow();
    assertThat(best.rule()).isEqualTo("median");
    assertThat(best.byzantine()).isEqualTo(2);
    assertThat(best.p()).isBetween(0.65, 0.85);
    assertThat(best.alpha0()).isBetween(0.1, 0.4);
  }

  private static Search more(Search search) {
    return new Search(
        search.method(), 300, search.gridPoints(), search.population(), 0, search.seed());
  }

  @ParameterizedTest
  @MethodSource("searches")
  void candidatesDoNotDependOnHowManyRunAtATime(Search search) {
    assertThat(candidates(search, 3)).isEqualTo(candidates(search, 1));
  }

  @ParameterizedTest
  @MethodSource("searches")
  void theConfigurationReadBackFromJsonGivesTheSameCandidates(Search search) {
    String json =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(new SeededSearch(Spaces.wide(), search, false))
            .scoreFunction(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .modelSaver(new CandidateFolder("somewhere"))
            .terminationConditions(new SearchExhausted())
            .build()
            .toJson();

    OptimizationConfiguration read = OptimizationConfiguration.fromJson(json);

    assertThat(read.getScoreFunction())
        .isEqualTo(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY));
    assertThat(read.getCandidateGenerator().getParameterSpace()).isEqualTo(spaceInUse());
    assertThat(Spaces.search(read.getCandidateGenerator(), Spaces::planted, 1))
        .isEqualTo(candidates(search, 1));
  }

  /** A space whose leaves have their places. */
  private static Object spaceInUse() {
    return new SeededSearch(Spaces.wide(), Search.random(1, 1), false).getParameterSpace();
  }

  @Test
  void aGridHasEveryCombinationOnce() {
    assertThat(candidates(Search.grid(5), 1)).hasSize(5 * 5 * 4 * 2).doesNotHaveDuplicates();
  }

  @Test
  void aGridMayBeCut() {
    Search cut = new Search(Search.Method.GRID, 7, 5, 0, 0, 0);
    assertThat(candidates(cut, 2)).isEqualTo(candidates(Search.grid(5), 1).subList(0, 7));
  }

  @Test
  void anotherSeedGivesOtherCandidates() {
    assertThat(candidates(Search.random(10, 1), 1))
        .isNotEqualTo(candidates(Search.random(10, 2), 1));
    assertThat(candidates(Search.genetic(10, 1), 1))
        .isNotEqualTo(candidates(Search.genetic(10, 2), 1));
  }

  @Test
  void breedingDoesBetterThanDrawing() {
    assertThat(lastTen(Search.genetic(120, 3))).isGreaterThan(lastTen(Search.random(120, 3)));
  }

  private static double lastTen(Search search) {
    List<BrsgdChoice> all = candidates(search, 1);
    return all.subList(all.size() - 10, all.size()).stream()
        .mapToDouble(Spaces::planted)
        .average()
        .orElseThrow();
  }

  @Test
  void endsAfterCandidatesWithoutABetterOne() {
    SeededSearch search =
        new SeededSearch(Spaces.wide(), Search.random(1000, 1).stopAfter(5), true);
    // Minimised, and every one worse than the one before: the first stays the best.
    double[] score = {0};
    assertThat(Spaces.search(search, choice -> score[0]++, 1)).hasSize(6);
    assertThat(search.end()).hasValue(6);
  }

  @Test
  void theSeedIsPartOfTheSearch() {
    SeededSearch search = new SeededSearch(Spaces.wide(), Search.random(3, 1), false);
    assertThatThrownBy(() -> search.setRngSeed(4)).hasMessageContaining("seed");
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.random(0, 1))
        .withMessageContaining("candidates: need >= 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.grid(1))
        .withMessageContaining("gridPoints: need >= 2, got 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Search(Search.Method.GENETIC, 5, 0, 2, 0, 1))
        .withMessageContaining("population: need >= 3, got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Search.grid(3).stopAfter(-1))
        .withMessageContaining("patience");
  }
}
