/**
 * Short programs to start from, each one idea, each runnable without arguments in under a minute;
 * the last line that each prints says what to expect.
 *
 * <table>
 * <caption>In recommended order</caption>
 * <tr><th>Program</th><th>Shows</th></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.SwapFitForBrsgd}</td>
 *     <td>{@code network.fit} before, a training master after, with and without a robust rule</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.MnistUnderAttack}</td>
 *     <td>one attack, five rules, on MNIST where it is found</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.CifarUnderAttack}</td>
 *     <td>a convolutional network, on CIFAR-10 where it is found</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.OwnNetworkAndTable}</td>
 *     <td>a CSV file, a network and an updater of one's own</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.OwnRule}</td>
 *     <td>a rule of one's own, and its name on the command line</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.OwnAttack}</td>
 *     <td>an attack of one's own</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.SweepExponentAndRule}</td>
 *     <td>a sweep of p and the rule, every combination</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.SweepNetworkAndTraining}</td>
 *     <td>width of the network, rule, p and first step in one's own Arbiter sweep</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.WatchWithStatsListener}</td>
 *     <td>Deeplearning4j's training UI beside a run under attack</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.StopEarly}</td>
 *     <td>Deeplearning4j's early stopping around a run under attack</td></tr>
 * </table>
 *
 * <p>{@link io.github.brsgd.examples.quickstart.OwnRuleProvider} gives the own rule its name;
 * {@link io.github.brsgd.examples.quickstart.DigitSource} is where both sweeps take their images
 * from.
 */
package io.github.brsgd.examples.quickstart;
