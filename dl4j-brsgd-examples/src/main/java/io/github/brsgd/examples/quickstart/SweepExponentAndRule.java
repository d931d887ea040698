package io.github.brsgd.examples.quickstart;

import io.github.brsgd.cli.model.ExampleNetwork;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.sweep.BrsgdSpace;
import io.github.brsgd.sweep.BrsgdTaskCreator;
import io.github.brsgd.sweep.CandidateResult;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.sweep.Sweep;
import io.github.brsgd.sweep.TrialPlan;
import io.github.brsgd.sweep.ValidationSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * Which rule, and which p in the steps {@code alpha_k = alpha_0 / (k+1)^p}? A sweep tries every
 * combination of three rules and three p under one attack and ranks them by their accuracy on
 * images held out.
 *
 * <p>On synthetic digits; multi-Krum should come first with 40 to 75%, the median last, at least 20
 * points behind. Among the p of a rule 0.55 should be ahead: its steps stay long. The mean is not
 * among the rules: a server that declares three Byzantine nodes cannot use it, and a candidate that
 * cannot be run is listed with the reason.
 *
 * @since 0.2
 */
public final class SweepExponentAndRule {

  private static final int NODES = 10;
  private static final int ATTACKERS = 3;
  private static final int ROUNDS = 30;
  private static final ImageShape DIGIT = new ImageShape(1, 28, 28);
  private static final int CLASSES = 10;

  private SweepExponentAndRule() {}

  /**
   * Runs the example.
   *
   * @param args the folder for results, in which an earlier sweep goes on, and the number of rounds
   *     of a candidate; none for {@code runs/sweep-exponent-and-rule} and 30
   * @throws IOException if a result cannot be kept or read
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args.length == 0 ? "runs/sweep-exponent-and-rule" : args[0]);
    int rounds = args.length < 2 ? ROUNDS : Integer.parseInt(args[1]);

    // What varies, and what does not.
    BrsgdSpace space =
        BrsgdSpace.builder()
            .p(0.55, 0.95)
            .rules("median", "krum", "multi-krum")
            .alpha0(new FixedValue<>(1.0))
            .byzantine(ATTACKERS)
            .batch(16)
            .build();
    Search everyCombination = Search.grid(3); // of three rules and three p: 0.55, 0.75, 0.95

    // What every candidate goes through: one run with seed 1 under one attack.
    TrialPlan plan =
        new TrialPlan(NODES, ATTACKERS, List.of("ipm:tau=3"), List.of(1L), rounds, Reduction.WORST);

    // A fifth of the images is held out and scores the candidates.
    Properties data = new Properties();
    data.setProperty(ValidationSplit.SOURCE, DigitSource.class.getName());
    data.setProperty(ValidationSplit.SHARE, "0.2");
    data.setProperty(ValidationSplit.SEED, "1");

    List<CandidateResult> ranking =
        Sweep.builder(space, everyCombination)
            .tasks(
                BrsgdTaskCreator.builder(plan)
                    .network(seed -> ExampleNetwork.MLP.create(DIGIT, CLASSES, seed))
                    .build())
            .data(ValidationSplit.class, data)
            .score(new EvaluationScoreFunction(Evaluation.Metric.ACCURACY))
            .folder(folder)
            .parallel(Runtime.getRuntime().availableProcessors())
            .build()
            .run()
            .ranking();

    System.out.println("accuracy on held-out images, 3 of 10 nodes attack, the best first");
    for (CandidateResult result : ranking) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "%-10s p=%.2f %s",
              result.choice().rule(),
              result.choice().p(),
              outcome(result)));
    }
    System.out.println("expected: multi-krum first with 40 to 75%, median 20 points behind");
  }

  private static String outcome(CandidateResult result) {
    if (result.state() != CandidateResult.State.FINISHED) {
      return result.message();
    }
    return result.endedEarly()
        ? "diverged"
        : String.format(Locale.ROOT, "%5.1f%%", 100 * result.score());
  }
}
