/**
 * What can be learnt of a run by watching it: the constants of the convergence theorem on real
 * networks, and which nodes misbehave.
 *
 * <p>m nodes send gradients of d entries, up to q of them anything; the theorem speaks of constants
 * that nobody knows for a network. {@link io.github.brsgd.diagnostics.TheoryProbe} is the entry: a
 * {@link io.github.brsgd.training.SimulationObserver} that compares the rows and the aggregate of
 * every r-th round with the gradient over all examples. Nothing is computed where no probe is set.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.FullGradient}</td>
 *     <td>F and grad F over given examples</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.TheoryProbe}, {@link
 *     io.github.brsgd.diagnostics.Observation}</td><td>what a round showed</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.ExpectedSmoothnessFit}</td>
 *     <td>A, B, C of (3.3)</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.HonestNoiseFit}</td>
 *     <td>s2 + Z2 and b2 of honest gradients, for a certificate</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.DissimilarityProbe}, {@link
 *     io.github.brsgd.diagnostics.NodeSpread}, {@link
 *     io.github.brsgd.diagnostics.Dissimilarity}</td>
 *     <td>how far apart the honest nodes' own gradients are: (G, B)-dissimilarity</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.Curvature}</td>
 *     <td>L by power iteration on Hessian-vector differences</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.RunEstimates}</td>
 *     <td>all constants, the step (4.1) allows, whether (2.10) held</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.Suspicion}, {@link
 *     io.github.brsgd.diagnostics.SuspicionSettings}</td>
 *     <td>which nodes are suspected; at which rate, margin, pace</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.NodeVerdict}, {@link
 *     io.github.brsgd.diagnostics.NodeRecord}, {@link io.github.brsgd.diagnostics.NodeRecords}</td>
 *     <td>what was found of a node; what was seen of it in a round; all of that, kept</td></tr>
 * <tr><td>{@link io.github.brsgd.diagnostics.WorstForgery}, {@link
 *     io.github.brsgd.diagnostics.HonestRows}, {@link io.github.brsgd.diagnostics.MeasuredKappa}</td>
 *     <td>how far a search carries a rule from the honest mean: no run needed</td></tr>
 * </table>
 */
package io.github.brsgd.diagnostics;
