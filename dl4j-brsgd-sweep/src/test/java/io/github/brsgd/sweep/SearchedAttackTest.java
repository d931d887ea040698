package io.github.brsgd.sweep;

import static io.github.brsgd.sweep.Sweeps.untimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.attack.Knowledge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.evaluation.classification.Evaluation;

class SearchedAttackTest {

  private static final String SEARCH = "search:budget=8";

  @TempDir private Path folder;

  private SweepBuilder sweep(String name, List<String> attacks, List<Long> seeds, String rule) {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.55, 0.6)
            .alpha0(0.5, 1)
            .rules(rule)
            .byzantine(rule.equals("mean") ? 0 : 2)
            .batch(8)
            .build();
    TrialPlan plan = new TrialPlan(7, 2, attacks, seeds, 4, Reduction.WORST);
    return Sweep.builder(space, Search.random(1, 1))
        .tasks(BrsgdTaskCreator.builder(plan).network(TinyData::network).build())
        .data(ValidationSplit.class, TinyData.split())
        .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
        .folder(folder.resolve(name));
  }

  @Test
  void aCandidateIsScoredUnderWhatWasFoundOnOtherSeeds() throws IOException {
    CandidateResult best =
        sweep("a", List.of(SEARCH), List.of(1L, 2L), "median").build().run().best().orElseThrow();
    assertThat(best.trials()).extracting(TrialResult::seed).containsExactly(3L, 4L);
    String found = best.trials().get(0).attack();
    assertThat(best.trials()).extracting(TrialResult::attack).containsExactly(found, found);
    SweepResult named = sweep("b", List.of(found), List.of(3L, 4L), "median").build().run();
    assertThat(named.ranking())
        .filteredOn(result -> result.index() == best.index())
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.trials()).isEqualTo(best.trials());
              assertThat(result.score()).isEqualTo(best.score());
            });
  }

  /** By the loss, of which no two attacks leave the same; the greater, the more it hurt. */
  @Test
  void itIsTheWorstThatWasTriedOnTheSeedsOfTheSearch() throws IOException {
    String first = found("first", "search:budget=1");
    String worst = found("worst", SEARCH);
    assertThat(loss("under worst", worst).score())
        .isGreaterThan(loss("under first", first).score());
  }

  private String found(String name, String search) throws IOException {
    return loss(name, search).trials().get(0).attack();
  }

  private CandidateResult loss(String name, String attack) throws IOException {
    return sweep(name, List.of(attack), List.of(1L), "median")
        .score(new TestSetLossScoreFunction(true))
        .build()
        .run()
        .best()
        .orElseThrow();
  }

  @Test
  void findsWhatBreaksTheMeanAndNotTheMedian() throws IOException {
    double mean = score("mean");
    double median = score("median");
    assertThat(mean).isLessThan(0.6);
    assertThat(median).isGreaterThan(mean + 0.2);
  }

  private double score(String rule) throws IOException {
    return sweep(rule, List.of(SEARCH), List.of(1L), rule).build().run().ranking().get(0).score();
  }

  @Test
  void oneSeedOneAnswerHoweverManyRunAtATime() throws IOException {
    assertThat(two("two", 2)).isEqualTo(two("one", 1)).hasSize(2);
  }

  private List<CandidateResult> two(String name, int parallel) throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.55, 0.9)
            .alpha0(0.5, 1)
            .rules("median", "krum")
            .byzantine(2)
            .batch(8)
            .build();
    TrialPlan plan =
        new TrialPlan(7, 2, List.of("search:budget=4"), List.of(1L), 3, Reduction.WORST);
    return untimed(
        Sweep.builder(space, Search.random(2, 1))
            .tasks(BrsgdTaskCreator.builder(plan).network(TinyData::network).build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new TestSetLossScoreFunction(true))
            .folder(folder.resolve(name))
            .parallel(parallel)
            .build()
            .run());
  }

  @Test
  void knowsNoMoreThanItMay() throws IOException {
    SweepResult result =
        sweep("none", List.of("search:budget=2,knowledge=none"), List.of(1L), "median")
            .build()
            .run();
    assertThat(result.ranking())
        .allSatisfy(
            candidate ->
                assertThat(candidate.trials().get(0).attack())
                    .matches("gaussian:.*|sign-flip:.*own=true.*"));
  }

  @Test
  void aCandidateThatCannotBeRunIsInvalid() throws IOException {
    SweepResult result = sweep("bulyan", List.of(SEARCH), List.of(1L), "bulyan").build().run();
    assertThat(result.count(CandidateResult.State.INVALID)).isEqualTo(1);
    assertThat(result.ranking().get(0).message()).contains("Bulyan").contains("m=7");
  }

  /** Scores nothing, whatever the attack. */
  public static final class Unfit extends EvaluationScoreFunction {

    private static final long serialVersionUID = 1;

    public Unfit() {
      super(Evaluation.Metric.ACCURACY);
    }

    @Override
    public double score(Object model, Class<? extends DataSource> source, Properties properties) {
      throw new IllegalArgumentException("Unfit: need other outputs");
    }
  }

  @Test
  void whereNoAttackCouldBeRunTheReasonOfTheFirstIsTold() throws IOException {
    SweepResult result =
        sweep("unfit", List.of("search:budget=2"), List.of(1L), "median")
            .score(new Unfit())
            .build()
            .run();
    assertThat(result.ranking().get(0).message())
        .contains("search: no attack could be run", "Unfit: need other outputs");
  }

  /** Of a candidate's own; nothing is searched for it. */
  @Test
  void anAttackOfThatNameIsCheckedLikeAnyOther() throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.55, 0.6)
            .alpha0(0.5, 1)
            .rules("median")
            .byzantine(2)
            .batch(8)
            .attack(new FixedValue<>("search:depth=2"))
            .build();
    CandidateResult result =
        Sweep.builder(space, Search.random(1, 1))
            .tasks(BrsgdTaskCreator.builder(Sweeps.PLAN).network(TinyData::network).build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .folder(folder)
            .build()
            .run()
            .ranking()
            .get(0);
    assertThat(result.state()).isEqualTo(CandidateResult.State.INVALID);
    assertThat(result.message()).contains("unknown 'search'");
  }

  @Test
  void readsItsText() {
    assertThat(SearchedAttack.parse("search")).isEqualTo(new SearchedAttack(16, Knowledge.FULL));
    SearchedAttack partial = new SearchedAttack(5, Knowledge.PARTIAL);
    assertThat(SearchedAttack.parse("search:knowledge=partial,budget=5")).isEqualTo(partial);
    assertThat(SearchedAttack.parse(partial.toString())).isEqualTo(partial);
    assertThat(partial).hasToString("search:budget=5,knowledge=partial");
    refused("searched", "need search[:budget=N,knowledge=LEVEL], got 'searched'");
    refused("search:", "need key=value, got ''");
    refused("search:budget", "need key=value, got 'budget'");
    refused("search:budget=0", "budget: need >= 1, got 0");
    refused("search:budget=2.5", "budget: need a whole number, got '2.5'");
    refused("search:budget=2,budget=3", "budget is there twice");
    refused("search:runs=2", "unknown key 'runs'");
    refused("search:knowledge=some", "need one of full, partial, none, got 'some'");
  }

  private static void refused(String text, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchedAttack.parse(text))
        .withMessageContaining(why);
  }
}
