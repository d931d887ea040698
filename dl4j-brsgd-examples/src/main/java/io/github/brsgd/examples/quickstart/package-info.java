/**
 * Short programs to start from, each one idea, each runnable without arguments in under a minute.
 *
 * <table>
 * <caption>In recommended order</caption>
 * <tr><th>Program</th><th>Shows</th></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.SwapFitForBrsgd}</td>
 *     <td>{@code network.fit} before, a training master after, with and without a robust rule</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.OwnRule}</td>
 *     <td>a rule of one's own, and its name on the command line</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.SweepNetworkAndTraining}</td>
 *     <td>width of the network, rule, p and first step in one's own Arbiter sweep</td></tr>
 * <tr><td>{@link io.github.brsgd.examples.quickstart.WatchWithStatsListener}</td>
 *     <td>Deeplearning4j's training UI beside a run under attack</td></tr>
 * </table>
 */
package io.github.brsgd.examples.quickstart;
