/**
 * Deeplearning4j networks taken apart: gradient here, update there.
 *
 * <p>{@code fit} computes a gradient, runs the updater and steps, in one go. Robust training puts m
 * nodes, up to q of them Byzantine, and a rule for their m x d gradients between the first half and
 * the second. {@link io.github.brsgd.training.model.TrainableNetwork} is the entry: the node's half
 * of a round calls {@code gradient} on replicas that share the parameters, the server's half calls
 * {@code step} on the network itself. With one node and the mean the two make up {@code fit} again,
 * bit for bit.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.training.model.TrainableNetwork}</td>
 *     <td>a {@code MultiLayerNetwork} or {@code ComputationGraph}</td></tr>
 * <tr><td>{@link io.github.brsgd.training.model.Evaluator}, {@link
 *     io.github.brsgd.training.model.OutputEvaluation}</td>
 *     <td>Deeplearning4j's evaluations, with NaN counted as wrong</td></tr>
 * <tr><td>{@link io.github.brsgd.training.model.SlotLayout}</td>
 *     <td>which entries are gradients, which are statistics such as batch normalisation's</td></tr>
 * <tr><td>{@link io.github.brsgd.training.model.FastLayers}</td>
 *     <td>what replicas may compute with instead of stock layers</td></tr>
 * </table>
 */
package io.github.brsgd.training.model;
