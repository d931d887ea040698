package io.github.brsgd.examples.quickstart;

import io.github.brsgd.sweep.BrsgdNetworkSpace;
import io.github.brsgd.sweep.BrsgdSpace;
import io.github.brsgd.sweep.BrsgdTaskCreator;
import io.github.brsgd.sweep.CandidateFolder;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.SearchExhausted;
import io.github.brsgd.sweep.SeededSearch;
import io.github.brsgd.sweep.TrialPlan;
import io.github.brsgd.sweep.ValidationSplit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.DenseLayerSpace;
import org.deeplearning4j.arbiter.layers.OutputLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.parameter.integer.IntegerParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A sweep in one's own Arbiter configuration: the width of the network and how it is trained under
 * attack, searched together. On synthetic digits the best candidate should have 40 to 75%.
 *
 * <p>{@link SweepExponentAndRule} is the shorter way where the network is settled.
 *
 * @since 0.1
 */
public final class SweepNetworkAndTraining {

  private static final int CANDIDATES = 6;

  private SweepNetworkAndTraining() {}

  /**
   * Runs the example.
   *
   * @param args the folder for results, in which an earlier sweep goes on, and the number of
   *     candidates; none for {@code runs/own-sweep} and 6
   * @throws IOException if a result cannot be read
   */
  public static void main(String[] args) throws IOException {
    String folder = args.length == 0 ? "runs/own-sweep" : args[0];
    int candidates = args.length < 2 ? CANDIDATES : Integer.parseInt(args[1]);

    // Arbiter's own space of networks ...
    MultiLayerSpace networks =
        new MultiLayerSpace.Builder()
            .addLayer(
                new DenseLayerSpace.Builder()
                    .nIn(784)
                    .nOut(new IntegerParameterSpace(20, 100))
                    .activation(Activation.RELU)
                    .build())
            .addLayer(
                new OutputLayerSpace.Builder()
                    .nOut(10)
                    .activation(Activation.SOFTMAX)
                    .lossFunction(LossFunction.MCXENT)
                    .build())
            .build();
    // ... and beside it how they are trained.
    BrsgdSpace training =
        BrsgdSpace.builder()
            .p(0.51, 0.9)
            .alpha0(0.5, 2)
            .rules("krum", "median", "trimmed-mean")
            .preAggregations("", "nnm")
            .byzantine(3)
            .batch(16)
            .build();
    BrsgdNetworkSpace space = new BrsgdNetworkSpace(networks, training);

    // Every candidate: 10 nodes of which 3 attack, in two ways, 30 rounds each; the worse counts.
    TrialPlan plan =
        new TrialPlan(10, 3, List.of("ipm:tau=10", "alie"), List.of(1L), 30, Reduction.WORST);

    Properties data = new Properties();
    data.setProperty(ValidationSplit.SOURCE, DigitSource.class.getName());
    data.setProperty(ValidationSplit.SHARE, "0.2");
    data.setProperty(ValidationSplit.SEED, "1");
    OptimizationConfiguration configuration =
        new OptimizationConfiguration.Builder()
            .candidateGenerator(new SeededSearch(space, Search.random(candidates, 1), false))
            .dataSource(ValidationSplit.class, data)
            .scoreFunction(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .modelSaver(new CandidateFolder(folder))
            .terminationConditions(
                new SearchExhausted(), new MaxTimeCondition(10, TimeUnit.MINUTES))
            .build();
    int atATime = Runtime.getRuntime().availableProcessors();
    LocalOptimizationRunner runner =
        new LocalOptimizationRunner(atATime, configuration, BrsgdTaskCreator.builder(plan).build());
    runner.execute();

    for (ResultReference reference : runner.getResults()) {
      show((CandidateResult) reference.getResult().getModelSpecificResults());
    }
    System.out.println("best: candidate " + runner.bestScoreCandidateIndex());
    System.out.println("expected: the best with 40 to 75%");
  }

  private static void show(CandidateResult result) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "candidate %d: %5.1f%% under the worse attack, %s, p=%.2f, alpha0=%.2f",
            result.index(),
            100 * result.score(),
            result.choice().chain(),
            result.choice().p(),
            result.choice().alpha0()));
  }
}
