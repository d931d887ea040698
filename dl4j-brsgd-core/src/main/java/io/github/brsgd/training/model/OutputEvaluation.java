package io.github.brsgd.training.model;

import io.github.brsgd.checks.Check;
import java.util.Objects;
import java.util.function.Supplier;
import org.nd4j.evaluation.IEvaluation;
import org.nd4j.evaluation.classification.Evaluation;

/**
 * What to evaluate of one output of a network: {@code new OutputEvaluation(1, ROC::new)}.
 *
 * @param output its number, from 0
 * @param kind makes an evaluation that has seen nothing; called once per batch, results are merged
 * @since 0.2
 */
public record OutputEvaluation(int output, Supplier<? extends IEvaluation<?>> kind) {

  /** The first output as that of a classifier. */
  public static final OutputEvaluation ACCURACY = new OutputEvaluation(0, Evaluation::new);

  /** Checks the number. */
  public OutputEvaluation {
    Objects.requireNonNull(kind, "kind");
    Check.atLeast(0, "output", output);
  }

  IEvaluation<?> start() {
    return Objects.requireNonNull(kind.get(), "evaluation: the supplier gives null");
  }
}
