/**
 * How far q Byzantine rows of m can carry a rule, proven once for all inputs, and what that gives
 * the convergence theorem.
 *
 * <p>A rule A is (q, kappa)-robust if, for every set S of m-q of the rows, with mean {@code xbar},
 *
 * <pre>
 * ||A(x_1, ..., x_m) - xbar||^2  &lt;=  kappa (1/|S|) sum_{i in S} ||x_i - xbar||^2
 * </pre>
 *
 * <p>The honest rows are such a set, whoever they are: the error is at most a multiple of their own
 * spread. {@link io.github.brsgd.theory.robustness.Certificate} is a proof of it, kappa as a
 * function of m and q; {@link io.github.brsgd.theory.robustness.CertifiedConvergence} makes of
 * kappa and the noise of honest gradients the constants of Assumption 2.2, and says from which
 * gradient norm on they hold. Which rule has which certificate the catalogue knows. Letters: {@code
 * r = q/(m-2q)}. Each class derives its formula.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Of</th><th>kappa</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.Minority}</td>
 *     <td>any rule</td><td>at least r</td><td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.TrimmedMeanCertificate}</td>
 *     <td>trimmed mean</td><td>6 r (1 + r)</td><td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.MedianCertificate}</td>
 *     <td>median, exact geometric median</td><td>4 (1 + r)^2</td>
 *     <td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.KrumCertificate}</td>
 *     <td>Krum and multi-Krum with c neighbours</td>
 *     <td>(2 + 4c/(m-q-1)) (m-q)/(c+1-q)</td>
 *     <td>Allouah et al., AISTATS 2023, for Krum with c = m-q-1; the others here</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.LeastDiameterCertificate}</td>
 *     <td>minimum-diameter averaging</td><td>8 q^2/(m-q)</td><td>derived here</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.LeastEigenvalueCertificate}</td>
 *     <td>SMEA</td><td>4 r</td><td>derived here</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.NeighborMixingCertificate}</td>
 *     <td>nearest-neighbour mixing before a rule</td><td>8 q/(m-q) (1 + kappa)</td>
 *     <td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.AdaptiveClippingCertificate}</td>
 *     <td>adaptive robust clipping before a rule</td><td>kappa + 2 r</td>
 *     <td>Allouah et al., ICLR 2025</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.CenterTrimmingCertificate}</td>
 *     <td>ctma and gas: the mean of the m-q rows nearest to a rule's result</td>
 *     <td>4 q/(m-q) (1 + kappa), for p groups 2 (1 + p) q/(m-q) (1 + kappa)</td>
 *     <td>derived here</td></tr>
 * <tr><td>{@link io.github.brsgd.theory.robustness.HonestNoise}, {@link
 *     io.github.brsgd.theory.robustness.CertifiedConvergence}</td>
 *     <td>any certified rule</td><td>sin alpha, E, and the radius outside which they hold</td>
 *     <td>derived here</td></tr>
 * </table>
 *
 * <p>Papers: Allouah, Farhadkhani, Guerraoui, Gupta, Pinot and Stephan, "Fixing by mixing: a recipe
 * for optimal Byzantine ML under heterogeneity", AISTATS 2023; Allouah, Guerraoui, Gupta, Jellouli,
 * Rizk and Stephan, "Adaptive gradient clipping for robust federated learning", ICLR 2025.
 *
 * <p>Not promised: that a rule without a certificate is bad (nothing is proven of it here, or it
 * cannot be, as for a fixed clipping length), that kappa is the least there is, or anything inside
 * the radius.
 */
package io.github.brsgd.theory.robustness;
