/**
 * The convergence theorem as code: constants in, conditions and bounds out.
 *
 * <p>m nodes, q of them Byzantine, take steps {@code w_{k+1} = w_k - alpha_k A_k} on an L-smooth,
 * possibly nonconvex F. Theorem 3.4 of the paper gives conditions under which the least expected
 * gradient norm tends to 0, Corollary 4.1 how fast. Each class here is one formula or one
 * assumption of it, pure and small. {@link io.github.brsgd.theory.ConvergenceConstants} is the
 * entry: bounds take it, estimators in {@code diagnostics} make it.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Computes</th><th>In the paper</th></tr>
 * <tr><td>{@link io.github.brsgd.theory.VarianceCondition}</td>
 *     <td>eta(m, q), whether Krum is certified, from what batch size</td>
 *     <td>Theorem 2.6: (2.10), (2.11)</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.ByzantineResilience}</td>
 *     <td>1 - sin alpha and E of a rule</td><td>Assumption 2.2, (2.6)</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.ExpectedSmoothness}</td>
 *     <td>A, B, C of honest gradients</td><td>Assumption 3.2, (3.3)</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.ConvergenceConstants}</td>
 *     <td>A', B', C', the largest first step</td><td>Theorem 3.4, (4.1)</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.StepSizeConditions}, {@link
 *     io.github.brsgd.theory.Verdict}</td>
 *     <td>the conditions on a schedule</td><td>Theorem 3.4</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.ByzantineDraws}</td>
 *     <td>how many Byzantine nodes are among some that are drawn</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.IterateWeights}</td>
 *     <td>W_k and P(R_K = k)</td><td>(3.32), Lemma 3.5: (3.46)</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.StepSizeBound}</td>
 *     <td>the bound for any steps</td><td>Lemma 3.3, (3.33)</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.ConvergenceRate}</td>
 *     <td>the bound for k^-p, rounds needed, the best p</td>
 *     <td>Corollary 4.1: (4.2), (4.7) corrected</td></tr>
 * </table>
 *
 * <p>For which rules Assumption 2.2 is proven, with which constants and outside which radius,
 * {@code theory.robustness} knows.
 *
 * <p>Not promised by any of them: a statement on the last iterate, on the loss, on one run rather
 * than on expectations, or, without a certificate, on data that differ from node to node.
 */
package io.github.brsgd.theory;
