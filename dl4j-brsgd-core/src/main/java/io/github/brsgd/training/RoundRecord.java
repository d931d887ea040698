package io.github.brsgd.training;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.nd4j.evaluation.IEvaluation;

/**
 * One round as it went.
 *
 * @param round k, the network's iteration count before the step
 * @param learningRate alpha_k, NaN if the network's updater has no step size
 * @param loss mean loss of the honest nodes on their minibatches at w_k; nodes that were screened
 *     are in none of the figures
 * @param aggregateNorm Euclidean norm of A_k over the entries that are gradients; NaN if no step
 *     was taken
 * @param honestNorm norm of the mean of the honest gradients; NaN if none is finite
 * @param cosine of the angle between A_k and the mean of the honest gradients; NaN if one of them
 *     is 0 or not known
 * @param attackerShare weight of the Byzantine nodes in A_k, where the rule has row weights
 * @param answered rows that the server got
 * @param screened ids of nodes whose rows held NaN or infinite values
 * @param skipped whether the round failed and no step was taken
 * @param accuracy after the step, that of the first evaluation that has one, in [0, 1]
 * @param attackSuccess share of a data poisoning's trial that is classified as the adversary wants,
 *     evaluated along with the accuracy; empty without poisoning
 * @param evaluations all that was evaluated after the step, in the order asked for
 * @since 0.1
 */
public record RoundRecord(
    int round,
    double learningRate,
    double loss,
    double aggregateNorm,
    double honestNorm,
    double cosine,
    OptionalDouble attackerShare,
    int answered,
    List<Integer> screened,
    boolean skipped,
    OptionalDouble accuracy,
    OptionalDouble attackSuccess,
    List<IEvaluation<?>> evaluations) {

  /** Copies the lists. */
  public RoundRecord {
    Objects.requireNonNull(attackerShare, "attackerShare");
    Objects.requireNonNull(accuracy, "accuracy");
    Objects.requireNonNull(attackSuccess, "attackSuccess");
    screened = List.copyOf(screened);
    evaluations = List.copyOf(evaluations);
  }
}
