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
 * </table>
 */
package io.github.brsgd.examples.quickstart;
