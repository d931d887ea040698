/**
 * Hyperparameter sweeps with Arbiter: which p, alpha_0, rule and q stand the worst attack best.
 *
 * <p>A candidate is trained once per attack and seed of a {@link io.github.brsgd.sweep.TrialPlan},
 * scored on examples held out of the training data, and its score is that under the attack that
 * hurt most. {@link io.github.brsgd.sweep.Sweep} is the entry; the parts work in a user's own
 * Arbiter configuration too.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.sweep.BrsgdSpace}, {@link
 *     io.github.brsgd.sweep.BrsgdNetworkSpace}</td><td>what is searched</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.Search}, {@link io.github.brsgd.sweep.SeededSearch}</td>
 *     <td>grid, random and genetic search, repeatable</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.BrsgdTaskCreator}</td><td>trains and scores a candidate</td>
 *     </tr>
 * <tr><td>{@link io.github.brsgd.sweep.Divergence}</td><td>when a run is given up</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.Reduction}</td><td>worst or mean over the attacks</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.ValidationSplit}</td><td>data to score on</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.CandidateFolder}</td><td>results that survive a crash</td>
 *     </tr>
 * <tr><td>{@link io.github.brsgd.sweep.SweepResult}</td><td>the ranking</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.AttackSearch}, {@link io.github.brsgd.sweep.AttackSpace}</td>
 *     <td>the other way round: the attack that hurts one rule most</td></tr>
 * <tr><td>{@link io.github.brsgd.sweep.SearchedAttack}</td>
 *     <td>both: each candidate under the attack that hurts it most</td></tr>
 * </table>
 *
 * <p>Needs {@code arbiter-deeplearning4j} 1.0.0-beta7, which is an optional dependency.
 */
package io.github.brsgd.sweep;
