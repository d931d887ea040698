package io.github.brsgd.sweep;

import static io.github.brsgd.sweep.Sweeps.PLAN;
import static io.github.brsgd.sweep.Sweeps.sweep;
import static io.github.brsgd.sweep.Sweeps.untimed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which candidates of a sweep are run, in which order and how far. */
class SweepCandidatesTest {

  @TempDir private Path folder;

  @Test
  void theResultDoesNotDependOnHowManyRunAtATime() throws IOException {
    for (Search search : List.of(Search.random(6, 4), Search.genetic(10, 4))) {
      Search small =
          search.method() == Search.Method.GENETIC
              ? new Search(Search.Method.GENETIC, 10, 0, 4, 0, 4)
              : search;
      SweepResult one =
          sweep(Spaces.wide(), small, folder.resolve(small.method() + "1")).build().run();
      SweepResult three =
          sweep(Spaces.wide(), small, folder.resolve(small.method() + "3"))
              .parallel(3)
              .build()
              .run();
      assertThat(untimed(three)).isEqualTo(untimed(one)).hasSize(small.candidates());
    }
  }

  @Test
  void aCandidateThatDivergesIsStoppedEarlyAndComesLast() throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.51, 0.52)
            .alpha0(1, 2)
            .rules("mean", "median")
            .byzantine(0)
            .batch(8)
            .build();
    TrialPlan plan =
        new TrialPlan(7, 2, List.of("alie", "sign-flip:scale=4"), List.of(1L), 60, Reduction.WORST);
    SweepResult result =
        Sweep.builder(space, Search.grid(2))
            .tasks(
                BrsgdTaskCreator.builder(plan)
                    .network(TinyData::network)
                    .divergence(new Divergence(2, 5))
                    .build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new TestSetLossScoreFunction(true))
            .folder(folder)
            .build()
            .run();

    assertThat(result.minimize()).isTrue();
    CandidateResult last = result.ranking().get(result.ranking().size() - 1);
    assertThat(last.state()).isEqualTo(CandidateResult.State.FINISHED);
    assertThat(last.score()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(last.choice().rule()).isEqualTo("mean");
    assertThat(last.endedEarly()).isTrue();
    TrialResult trial = last.trials().get(last.trials().size() - 1);
    assertThat(trial.state()).isEqualTo(TrialResult.State.DIVERGED);
    assertThat(trial.rounds()).isLessThan(60);
    assertThat(trial.message()).startsWith("loss ");
    assertThat(result.best().orElseThrow().choice().rule()).isEqualTo("median");
    assertThat(new CandidateFolder(folder.toString()).find(last.index())).contains(last);
  }

  @Test
  void patienceDoesNotDependOnHowManyRunAtATime() throws IOException {
    Search search = Search.random(30, 9).stopAfter(3);
    SweepResult one = sweep(Spaces.wide(), search, folder.resolve("1")).build().run();
    SweepResult four = sweep(Spaces.wide(), search, folder.resolve("4")).parallel(4).build().run();
    assertThat(one.ranking()).hasSizeLessThan(30);
    assertThat(untimed(four)).isEqualTo(untimed(one));
  }

  @Test
  void nothingIsBredFromACandidateThatFailed() throws IOException {
    AtomicInteger made = new AtomicInteger();
    Search search = new Search(Search.Method.GENETIC, 8, 0, 4, 0, 1);
    SweepBuilder sweep =
        sweep(Spaces.wide(), search, folder)
            .tasks(
                BrsgdTaskCreator.builder(PLAN)
                    .network(
                        seed -> {
                          if (made.getAndIncrement() == 0) {
                            throw new IllegalStateException("no memory today");
                          }
                          return TinyData.network(seed);
                        })
                    .build());
    assertThat(sweep.build().run().complete()).isFalse();
    assertThat(untimed(sweep.build().run()))
        .isEqualTo(untimed(sweep(Spaces.wide(), search, folder.resolve("whole")).build().run()));
  }

  @Test
  void breedingEndsWhereThereIsNothingToChoose() throws IOException {
    BrsgdSpace one =
        BrsgdSpace.builder()
            .p(new FixedValue<>(0.6))
            .alpha0(new FixedValue<>(0.5))
            .rules("median")
            .byzantine(2)
            .batch(8)
            .build();
    SweepResult result = sweep(one, Search.genetic(5, 1), folder).build().run();
    assertThat(result.ranking()).hasSize(1);
    assertThat(result.complete()).isTrue();
  }

  @Test
  void aNetworkThatOverflowsInItsLastStepHasDiverged() throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(new FixedValue<>(0.6))
            .alpha0(new FixedValue<>(1e39))
            .rules("median")
            .byzantine(2)
            .batch(8)
            .build();
    TrialPlan one = new TrialPlan(7, 0, List.of(""), List.of(1L), 1, Reduction.WORST);
    SweepResult result =
        sweep(space, Search.random(1, 1), folder)
            .tasks(BrsgdTaskCreator.builder(one).network(TinyData::network).build())
            .build()
            .run();
    assertThat(result.ranking().get(0).state()).isEqualTo(CandidateResult.State.FINISHED);
    assertThat(result.ranking().get(0).trials().get(0).state())
        .isEqualTo(TrialResult.State.DIVERGED);
  }
}
