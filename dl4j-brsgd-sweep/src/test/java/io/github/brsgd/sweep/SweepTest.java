package io.github.brsgd.sweep;

import static io.github.brsgd.sweep.Sweeps.FOUR_RUNS;
import static io.github.brsgd.sweep.Sweeps.PLAN;
import static io.github.brsgd.sweep.Sweeps.sweep;
import static io.github.brsgd.sweep.Sweeps.untimed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.deeplearning4j.arbiter.ComputationGraphSpace;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.scoring.impl.TestSetLossScoreFunction;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

class SweepTest {

  @TempDir private Path folder;

  @Test
  void ranksByTheWorstAttackAndCountsWhatCannotBeRun() throws IOException {
    BrsgdSpace rules =
        BrsgdSpace.builder()
            .p(0.55, 0.56)
            .alpha0(0.5, 0.6)
            .rules("median", "krum", "bulyan")
            .byzantine(2)
            .batch(8)
            .build();
    SweepResult result =
        sweep(rules, Search.grid(2), folder)
            .tasks(BrsgdTaskCreator.builder(FOUR_RUNS).network(TinyData::network).build())
            .build()
            .run();

    assertThat(result.complete()).isTrue();
    assertThat(result.ranking()).hasSize(12);
    // Bulyan needs m >= 4q+3 = 11.
    assertThat(result.count(CandidateResult.State.INVALID)).isEqualTo(4);
    assertThat(result.ranking().subList(8, 12))
        .allSatisfy(
            r -> {
              assertThat(r.choice().rule()).isEqualTo("bulyan");
              assertThat(r.message()).contains("Bulyan").contains("m=7");
              assertThat(r.trials()).isEmpty();
            });
    CandidateResult best = result.best().orElseThrow();
    assertThat(best.score()).isGreaterThan(0.8);
    assertThat(best.trials())
        .extracting(TrialResult::attack, TrialResult::seed)
        .containsExactly(
            tuple("ipm:tau=10", 1L), tuple("ipm:tau=10", 2L), tuple("alie", 1L), tuple("alie", 2L));
    assertThat(best.score()).isEqualTo(Reduction.WORST.of(best.trials(), false));
    assertThat(result.ranking().subList(0, 8))
        .isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
  }

  @Test
  void aSweepThatWasCutOffGoesOnWithoutRunningAnythingAgain() throws IOException {
    Search search = new Search(Search.Method.GENETIC, 9, 0, 4, 0, 1);
    SweepResult whole = sweep(Spaces.wide(), search, folder.resolve("whole")).build().run();
    AtomicInteger heard = new AtomicInteger();
    Path cut = folder.resolve("cut");
    SweepResult first =
        sweep(Spaces.wide(), search, cut)
            .stopWhen(() -> heard.get() >= 5)
            .listener(result -> heard.incrementAndGet())
            .build()
            .run();
    assertThat(first.complete()).isFalse();
    assertThat(first.ranking()).hasSize(5);
    byte[] kept = Files.readAllBytes(cut.resolve("candidate-0002.json"));

    SweepResult second = sweep(Spaces.wide(), search, cut).build().run();

    assertThat(second.complete()).isTrue();
    assertThat(untimed(second)).isEqualTo(untimed(whole));
    assertThat(Files.readAllBytes(cut.resolve("candidate-0002.json"))).isEqualTo(kept);
  }

  @Test
  void aRunThatFailsClosedCountsAsTheWorst() throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.6, 0.7)
            .alpha0(0.1, 1)
            .rules("median")
            .byzantine(1, 2)
            .batch(8)
            .build();
    TrialPlan plan = new TrialPlan(7, 2, List.of("non-finite"), List.of(1L), 5, Reduction.MEAN);
    SweepResult result =
        Sweep.builder(space, Search.grid(2))
            .tasks(BrsgdTaskCreator.builder(plan).network(TinyData::network).build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .folder(folder)
            .build()
            .run();
    assertThat(result.ranking().get(0).choice().byzantine()).isEqualTo(2);
    CandidateResult last = result.ranking().get(7);
    assertThat(last.choice().byzantine()).isEqualTo(1);
    assertThat(last.score()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(last.trials().get(0).state()).isEqualTo(TrialResult.State.ABORTED);
    assertThat(last.trials().get(0).message()).contains("round 0");
  }

  @Test
  void networksAndTrainingAreSweptTogether() throws IOException {
    MultiLayerSpace networks =
        new MultiLayerSpace.Builder()
            .addLayer(
                new DenseLayerSpace.Builder()
                    .nIn(2)
                    .nOut(new IntegerParameterSpace(2, 6))
                    .activation(Activation.TANH)
                    .build())
            .addLayer(
                new OutputLayerSpace.Builder()
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunctions.LossFunction.MCXENT)
                    .build())
            .setInputType(InputType.feedForward(2))
            .build();
    BrsgdNetworkSpace space = new BrsgdNetworkSpace(networks, Spaces.wide());
    SweepBuilder sweep =
        Sweep.builder(space, Search.random(3, 2))
            .tasks(BrsgdTaskCreator.builder(PLAN).build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY));

    SweepResult first = sweep.folder(folder.resolve("a")).build().run();
    SweepResult second = sweep.folder(folder.resolve("b")).parallel(2).build().run();
    SweepResult again = sweep.folder(folder.resolve("a")).build().run();

    assertThat(first.ranking()).extracting(CandidateResult::network).doesNotContain("");
    assertThat(untimed(second)).isEqualTo(untimed(first));
    assertThat(again.ranking()).isEqualTo(first.ranking());
  }

  @Test
  void trainingDataIsReadOnceAndTheTestSetNever() throws IOException {
    sweep(Spaces.wide(), Search.random(1, 1), folder.resolve("warm")).build().run();
    int before = TinyData.READS.get();
    sweep(Spaces.wide(), Search.random(4, 1), folder.resolve("a")).parallel(2).build().run();
    assertThat(TinyData.READS.get() - before).isZero();
  }

  @Test
  void anotherSweepsFolderIsRefused() throws IOException {
    sweep(Spaces.wide(), Search.random(2, 1), folder).build().run();
    Sweep other = sweep(Spaces.wide(), Search.random(2, 2), folder).build();
    assertThatIOException()
        .isThrownBy(other::run)
        .withMessageContaining("another sweep")
        .withMessageContaining("candidate 0");
  }

  @Test
  void resultsOfAnotherPlanAreNotTakenForThisOnes() throws IOException {
    sweep(Spaces.wide(), Search.random(2, 1), folder).build().run();
    assertThatIOException()
        .isThrownBy(
            () ->
                sweep(Spaces.wide(), Search.random(2, 1), folder)
                    .tasks(BrsgdTaskCreator.builder(FOUR_RUNS).network(TinyData::network).build())
                    .build()
                    .run())
        .withMessageContaining("another sweep")
        .withMessageContaining("rounds=8")
        .withMessageContaining("rounds=15");
    assertThatIOException()
        .isThrownBy(
            () ->
                sweep(Spaces.wide(), Search.random(2, 1), folder)
                    .score(new TestSetLossScoreFunction(true))
                    .build()
                    .run())
        .withMessageContaining("another sweep");
  }

  @Test
  void graphsAreSweptAndGoOn() throws IOException {
    ComputationGraphSpace graphs =
        new ComputationGraphSpace.Builder()
            .addInputs("in")
            .setInputTypes(InputType.feedForward(2))
            .addLayer(
                "dense",
                new DenseLayerSpace.Builder()
                    .nIn(2)
                    .nOut(new IntegerParameterSpace(2, 6))
                    .activation(Activation.TANH)
                    .build(),
                "in")
            .addLayer(
                "out",
                new OutputLayerSpace.Builder()
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunctions.LossFunction.MCXENT)
                    .build(),
                "dense")
            .setOutputs("out")
            .build();
    SweepBuilder sweep =
        Sweep.builder(new BrsgdNetworkSpace(graphs, Spaces.wide()), Search.random(3, 2))
            .tasks(BrsgdTaskCreator.builder(PLAN).build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .folder(folder);
    SweepResult first = sweep.build().run();
    assertThat(first.ranking()).hasSize(3);
    assertThat(sweep.build().run().ranking()).isEqualTo(first.ranking());
  }

  @Test
  void anUpdaterThatWouldNotBeUsedIsRefused() {
    MultiLayerSpace adam =
        new MultiLayerSpace.Builder()
            .updater(new Adam(1e-3))
            .addLayer(
                new OutputLayerSpace.Builder()
                    .nIn(2)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunctions.LossFunction.MCXENT)
                    .build())
            .build();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Sweep.builder(new BrsgdNetworkSpace(adam, Spaces.wide()), Search.random(1, 2))
                    .tasks(BrsgdTaskCreator.builder(PLAN).build())
                    .data(ValidationSplit.class, TinyData.split())
                    .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
                    .folder(folder)
                    .build()
                    .run())
        .withMessageContaining("updater must be Sgd")
        .withMessageContaining("Adam");
  }

  @Test
  void anErrorOfTheMachineEndsTheSweep() {
    Sweep sweep =
        sweep(Spaces.wide(), Search.random(3, 2), folder)
            .tasks(
                BrsgdTaskCreator.builder(PLAN)
                    .network(
                        seed -> {
                          throw new NoClassDefFoundError("native");
                        })
                    .build())
            .build();
    assertThatThrownBy(sweep::run).isInstanceOf(NoClassDefFoundError.class).hasMessage("native");
  }

  @Test
  void aBatchThatTheDataIsTooSmallForIsInvalid() throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.6, 0.7)
            .alpha0(0.1, 1)
            .rules("median")
            .byzantine(2)
            .batch(44)
            .build();
    SweepResult result = sweep(space, Search.random(1, 1), folder).build().run();
    assertThat(result.count(CandidateResult.State.INVALID)).isEqualTo(1);
    assertThat(result.ranking().get(0).message())
        .contains("batchSize=44, the largest of 7 nodes has 43 examples");
  }

  @Test
  void aDamagedResultIsAnErrorThatNamesTheFile() throws IOException {
    sweep(Spaces.wide(), Search.random(2, 1), folder).build().run();
    Path file = folder.resolve("candidate-0001.json");
    Files.writeString(file, Files.readString(file).substring(0, 80));
    assertThatIOException()
        .isThrownBy(() -> sweep(Spaces.wide(), Search.random(2, 1), folder).build().run())
        .withMessageContaining("candidate-0001.json is damaged");
  }

  @Test
  void aResultThatCannotBeWrittenEndsTheSweepAndKeepsWhatIsFinished() throws IOException {
    Path link = folder.resolve("candidate-0002.json");
    Files.createSymbolicLink(link, Path.of("missing", "candidate-0002.json"));
    assertThatIOException()
        .isThrownBy(() -> sweep(Spaces.wide(), Search.random(6, 1), folder).build().run())
        .withMessage("cannot write " + link + ": NoSuchFileException");
    Files.delete(link);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted())
          .containsExactly("candidate-0000.json", "candidate-0001.json", "terms.txt");
    }
    SweepResult result = sweep(Spaces.wide(), Search.random(6, 1), folder).build().run();
    assertThat(result.ranking()).hasSize(6);
  }

  @Test
  void aFolderThatIsAFileIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatIOException()
        .isThrownBy(() -> sweep(Spaces.wide(), Search.random(2, 1), file).build().run())
        .withMessageStartingWith("cannot write ");
    assertThat(file).hasContent("mine");
  }

  @Test
  void timeIsUpAtOnce() throws IOException {
    SweepResult result =
        sweep(Spaces.wide(), Search.random(100, 1), folder)
            .timeLimit(Duration.ofMillis(1))
            .build()
            .run();
    assertThat(result.complete()).isFalse();
    assertThat(result.ranking()).hasSizeLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anErrorThatIsNotTheCandidatesIsToldAndRunAgain(boolean outOfMemory) throws IOException {
    AtomicInteger made = new AtomicInteger();
    SweepBuilder sweep =
        Sweep.builder(Spaces.wide(), Search.random(3, 2))
            .tasks(
                BrsgdTaskCreator.builder(PLAN)
                    .network(
                        seed -> {
                          if (made.getAndIncrement() == 0) {
                            if (outOfMemory) {
                              throw new OutOfMemoryError("no memory today");
                            }
                            throw new IllegalStateException("no memory today");
                          }
                          return TinyData.network(seed);
                        })
                    .build())
            .data(ValidationSplit.class, TinyData.split())
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .folder(folder);
    SweepResult first = sweep.build().run();
    assertThat(first.count(CandidateResult.State.FAILED)).isEqualTo(1);
    assertThat(first.ranking().get(2).message()).contains("no memory today");
    assertThat(first.complete()).isFalse();
    SweepResult second = sweep.build().run();
    assertThat(second.count(CandidateResult.State.FAILED)).isZero();
    assertThat(second.complete()).isTrue();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> Sweep.builder(Spaces.wide(), Search.grid(2)).build())
        .withMessage("Sweep: tasks is not set");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sweep(Spaces.wide(), Search.grid(2), folder).parallel(0).build())
        .withMessage("Sweep: parallel: need >= 1, got 0");
  }

  @Test
  void aFolderOfAnotherNetworkIsRefused() throws IOException {
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.55, 0.56)
            .alpha0(0.5, 0.6)
            .rules("median")
            .byzantine(2)
            .batch(8)
            .build();
    sweep(space, Search.grid(2), folder).build().run();
    SweepBuilder other =
        sweep(space, Search.grid(2), folder)
            .tasks(BrsgdTaskCreator.builder(PLAN).network(TinyData::widerNetwork).build());
    assertThatThrownBy(() -> other.build().run())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds another sweep")
        .hasMessageContaining("network MultiLayerNetwork of 22 parameters")
        .hasMessageContaining("network MultiLayerNetwork of 42 parameters");
  }
}
