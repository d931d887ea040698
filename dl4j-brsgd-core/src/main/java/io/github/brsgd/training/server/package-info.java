/**
 * The server's half of a round: m rows of d in, one vector out, whatever q of the rows hold.
 *
 * <p>{@link io.github.brsgd.training.server.Screening} sets aside what cannot be honest, {@link
 * io.github.brsgd.training.server.RobustServer} runs the rule on the rest. Called by the training
 * master once per round; public because other transports (Spark) call it too. No class here knows
 * an attack, not even transitively: a defence that knows the attack proves nothing.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.training.server.Screening}</td>
 *     <td>rows with NaN or infinite values, by node</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.RobustServer}</td>
 *     <td>rule and memory of a run, statistics by a rule of their own</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.RoundAggregate}</td>
 *     <td>A_k and each node's weight in it</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.FailedRound}, {@link
 *     io.github.brsgd.training.server.FailedRoundException}</td>
 *     <td>more than q rows provably bad: stop, or skip the round</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.IterateSampler}, {@link
 *     io.github.brsgd.training.server.SampledIterate}</td>
 *     <td>one iterate of the run, drawn by the law of Lemma 3.5</td></tr>
 * </table>
 */
package io.github.brsgd.training.server;
