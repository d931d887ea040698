/**
 * Byzantine-resilient training of Deeplearning4j networks on m simulated nodes, up to q of them
 * Byzantine.
 *
 * <p>{@link io.github.brsgd.training.BrsgdTrainingMaster} is the entry and takes the place of
 * {@code fit}. It runs one loop over rounds between a server ({@code training.server}) and whoever
 * answers it, a {@link io.github.brsgd.training.Nodes}: in one process, threads that compute the
 * nodes' rows ({@code training.node}) and an adversary who then writes its own. Data flow one way:
 * minibatch, row, attack, server, step, history. History and diagnostics are observers, which
 * change nothing.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.training.BrsgdTrainingMaster}, {@link
 *     io.github.brsgd.training.BrsgdTrainingMasterBuilder}</td>
 *     <td>settings and {@code fit}</td></tr>
 * <tr><td>{@link io.github.brsgd.training.TrainingResult}, {@link
 *     io.github.brsgd.training.TrainingHistory}, {@link io.github.brsgd.training.RoundRecord}</td>
 *     <td>what happened, as objects and as CSV</td></tr>
 * <tr><td>{@link io.github.brsgd.training.RoundListener}</td><td>told of every round</td></tr>
 * <tr><td>{@link io.github.brsgd.training.SimulationObserver}, {@link
 *     io.github.brsgd.training.Roles}</td>
 *     <td>sees the vectors of every round, and who is honest</td></tr>
 * <tr><td>{@link io.github.brsgd.training.Nodes}</td><td>who answers the server</td></tr>
 * <tr><td>{@link io.github.brsgd.training.AbortedRunException}</td>
 *     <td>a run that failed closed, with its history so far</td></tr>
 * <tr><td>{@link io.github.brsgd.training.Participation}</td><td>which nodes answer</td></tr>
 * <tr><td>{@link io.github.brsgd.training.Checkpoints}</td>
 *     <td>where and when a run writes down what it remembers</td></tr>
 * <tr><td>{@link io.github.brsgd.training.BrsgdEarlyStoppingTrainer}</td>
 *     <td>Deeplearning4j's early stopping around a training master</td></tr>
 * <tr><td>{@link io.github.brsgd.training.MemoryEstimate}</td><td>bytes a run will need</td></tr>
 * </table>
 */
package io.github.brsgd.training;
