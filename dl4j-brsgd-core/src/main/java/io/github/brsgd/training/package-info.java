/**
 * Byzantine-resilient training of Deeplearning4j networks on m simulated nodes, up to q of them
 * Byzantine.
 *
 * <p>{@link io.github.brsgd.training.BrsgdTrainingMaster} is the entry and takes the place of
 * {@code fit}. It joins the node's half of a round ({@code training.node}) and the server's ({@code
 * training.server}), lets the attack write its rows in between, and keeps the history; data flows
 * one way: minibatch, gradient, attack, server, step, history.
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
 * <tr><td>{@link io.github.brsgd.training.RoundObserver}, {@link
 *     io.github.brsgd.training.RoundView}</td><td>sees the vectors of every round</td></tr>
 * <tr><td>{@link io.github.brsgd.training.AbortedRunException}</td>
 *     <td>a run that failed closed, with its history so far</td></tr>
 * <tr><td>{@link io.github.brsgd.training.MemoryEstimate}</td><td>bytes a run will need</td></tr>
 * </table>
 */
package io.github.brsgd.training;
