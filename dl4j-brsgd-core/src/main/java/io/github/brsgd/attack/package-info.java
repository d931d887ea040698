/**
 * What Byzantine nodes send: forged rows that try to carry the server's rule away.
 *
 * <p>Of m nodes some are Byzantine. They may send anything, know everything (the honest gradients,
 * the point, the step size, the rule) and act together; which nodes they are may change from round
 * to round (Definition 2.1 of the paper). {@link io.github.brsgd.attack.Attack} is the entry point:
 * the simulation calls it between the nodes' gradients and the server's rule with an {@link
 * io.github.brsgd.attack.AttackContext}, and users write their own by implementing it. How many
 * nodes attack is the simulation's choice, whatever q the server's rule is set for; no attack at
 * all is no attackers.
 *
 * <table>
 * <caption>Attacks; mu and sigma are the honest rows' mean and deviation, h their number</caption>
 * <tr><th>Class</th><th>Forged row</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.attack.SignFlipping}</td><td>-scale mu, or -scale times its own
 *     gradient</td><td>Li et al., AAAI 2019</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.InnerProductManipulation}</td><td>-tau mu</td>
 *     <td>Xie et al., UAI 2019</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.Omniscient}</td><td>-scale h mu, finite</td>
 *     <td>Blanchard et al., NeurIPS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.GaussianNoise}</td><td>N(0, sigma^2 I)</td>
 *     <td>Blanchard et al., NeurIPS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.ALittleIsEnough}</td><td>mu + z sigma</td>
 *     <td>Baruch et al., NeurIPS 2019</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.NonFinite}</td><td>NaN, infinities, the largest float</td>
 *     <td>-</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.Zero}</td><td>0</td><td>-</td></tr>
 * </table>
 *
 * <p>Which nodes attack: {@link io.github.brsgd.attack.FixedAttackers}, {@link
 * io.github.brsgd.attack.ChangingAttackers}, or an {@link io.github.brsgd.attack.AttackerSelection}
 * of one's own.
 *
 * <p>Attacks are records and keep nothing between rounds. Honest rows with a NaN or infinite value,
 * as a diverging run has, do not take part in their statistics; if too few finite honest rows are
 * left, the Byzantine rows stay the honest gradients that they are.
 */
package io.github.brsgd.attack;
