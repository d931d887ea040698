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
 * <tr><td>{@link io.github.brsgd.attack.OptimalInnerProductManipulation}</td>
 *     <td>-tau mu, tau against the server's rule</td><td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.OptimalALittleIsEnough}</td>
 *     <td>mu + z sigma, z against the server's rule</td><td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.OneCoordinate}</td>
 *     <td>mu + delta e_j, delta against the server's rule</td>
 *     <td>El Mhamdi et al., ICML 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.MinMax}, {@link io.github.brsgd.attack.MinSum}</td>
 *     <td>mu + gamma u, within the honest rows' distances</td>
 *     <td>Shejwalkar and Houmansadr, NDSS 2021</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.FangKrum}</td>
 *     <td>-lambda sign(mu), as far as the server's rule picks it</td>
 *     <td>Fang et al., USENIX Security 2020</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.FangTrim}</td>
 *     <td>beyond the honest extreme in each coordinate</td>
 *     <td>Fang et al., USENIX Security 2020</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.RelocatedOrthogonalPerturbation}</td>
 *     <td>the previous aggregate and a step across the run's direction</td>
 *     <td>Ozfatura et al., TIFS 2024</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.PoisonedFl}</td>
 *     <td>along signs drawn once, by the previous aggregate</td>
 *     <td>Xie et al., CVPR 2025</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.Mimic}</td><td>a copy of one honest row</td>
 *     <td>Karimireddy et al., ICLR 2022</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.Stale}</td><td>its own gradient of some rounds ago</td>
 *     <td>-</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.NonFinite}</td><td>NaN, infinities, the largest float</td>
 *     <td>-</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.Zero}</td><td>0</td><td>-</td></tr>
 * </table>
 *
 * <p>How much an attack knows is its {@link io.github.brsgd.attack.Knowledge}: everything, unless
 * it is made with less. Alie, min-max, min-sum, ipm, sign-flip, fang-krum, fang-trim and rop also
 * do with what the attackers computed themselves, ipm and sign-flip with each attacker's own row;
 * poisoned-fl never knows more than that and the aggregates; noise, zeros and values that break
 * arithmetic know nothing. What is not known, the context refuses to tell. The searches against the
 * server's rule, and mimic, are nothing without the honest rows.
 *
 * <p>Data poisoning is another matter: with {@link io.github.brsgd.attack.DataPoisoning} a node
 * computes honestly on altered data.
 *
 * <table>
 * <caption>Data poisoning</caption>
 * <tr><th>Class</th><th>Altered data</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.attack.LabelFlip}</td><td>labels y to classes-1-y, or a pair</td>
 *     <td>Tolpegin et al., ESORICS 2020</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.Backdoor}</td><td>a stamp and a target label</td>
 *     <td>Gu et al. 2017; Bagdasaryan et al., AISTATS 2020</td></tr>
 * <tr><td>{@link io.github.brsgd.attack.DistributedBackdoor}</td>
 *     <td>each attacker's part of a stamp, and a target label</td>
 *     <td>Xie et al., ICLR 2020</td></tr>
 * </table>
 *
 * <p>Which nodes attack: {@link io.github.brsgd.attack.FixedAttackers}, {@link
 * io.github.brsgd.attack.ChangingAttackers}, or an {@link io.github.brsgd.attack.AttackerSelection}
 * of one's own.
 *
 * <p>Attacks are records and keep nothing between rounds: what one notes goes into the run's {@link
 * io.github.brsgd.state.Notes}. Honest rows with a NaN or infinite value, as a diverging run has,
 * do not take part in their statistics; if too few finite honest rows are left, the Byzantine rows
 * stay the honest gradients that they are.
 */
package io.github.brsgd.attack;
