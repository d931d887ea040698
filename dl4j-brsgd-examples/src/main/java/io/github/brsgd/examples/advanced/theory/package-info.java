/**
 * The convergence theorem beside runs that it speaks of: a nonconvex problem of which every
 * constant is known in closed form, so that the bound of Corollary 4.1 is a number and not a sign.
 *
 * <p>{@link io.github.brsgd.examples.advanced.theory.TheoryVersusPractice} is the entry and has a
 * {@code main}; it draws a table, a CSV file and a picture. The rules work on [m, d] matrices
 * directly: no network is needed to see a rule at work.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Is</th></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.Extent}</td><td>how much is run</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.Landscape}</td><td>F, its gradient, L</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.Contest}</td>
 *     <td>rule, attack, p, noise: what is run</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.Nodes}</td><td>what they send</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.RelativeError}</td>
 *     <td>the constant c of a rule</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.Descent}</td><td>one seed</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.advanced.theory.Measurement}</td>
 *     <td>all seeds, against the bound</td></tr>
 * </table>
 */
package io.github.brsgd.examples.advanced.theory;
