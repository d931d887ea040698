/**
 * The server's half of a round, whole: rows in, step taken, whatever q of the rows hold.
 *
 * <p>{@link io.github.brsgd.training.server.RobustServer} is the entry. The loop over rounds asks
 * it for a {@link io.github.brsgd.training.server.RoundRequest}, gets the nodes' answers to it as
 * {@link io.github.brsgd.training.server.RoundRows}, and hands them in; the server screens,
 * combines and steps. Public because other transports (Spark) use it too. No class here knows an
 * attack, not even transitively: a defence that knows the attack proves nothing.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.training.server.RobustServer}, {@link
 *     io.github.brsgd.training.server.ServerSettings}</td>
 *     <td>screen, rule, step, policy; what they are set to</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.RoundRequest}</td>
 *     <td>what nodes are told before a round: w_k, k, alpha_k</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.RoundRows}</td>
 *     <td>rows, the node of each, and which are not finite</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.RoundOutcome}, {@link
 *     io.github.brsgd.training.server.RoundAggregate}</td>
 *     <td>stepped, skipped or failed; A_k and each node's weight in it</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.FailedRound}, {@link
 *     io.github.brsgd.training.server.FailedRoundException}</td>
 *     <td>more than q rows provably bad: stop, or skip the round</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.ServerObserver}, {@link
 *     io.github.brsgd.training.server.ServerRound}</td>
 *     <td>watches without knowing who is honest</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.Quarantine}, {@link
 *     io.github.brsgd.training.server.Conviction}, {@link
 *     io.github.brsgd.training.server.Exclusion}</td>
 *     <td>says whom to believe no longer; whom the server does not</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.ServerState}</td>
 *     <td>all that is remembered between rounds, to be written and read</td></tr>
 * <tr><td>{@link io.github.brsgd.training.server.IterateSampler}, {@link
 *     io.github.brsgd.training.server.SampledIterate}</td>
 *     <td>one iterate of the run, drawn by the law of Lemma 3.5</td></tr>
 * </table>
 */
package io.github.brsgd.training.server;
