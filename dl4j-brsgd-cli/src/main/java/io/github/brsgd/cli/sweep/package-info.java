/**
 * Sweeps of the command line: a configuration in, a leaderboard out.
 *
 * <p>{@link io.github.brsgd.cli.sweep.SweepExperiment} turns a {@link
 * io.github.brsgd.cli.sweep.SweepConfig} into a sweep of the core's package {@code sweep} on the
 * training images alone, and into the final runs of its winner on the test images.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.sweep.SweepConfig}</td><td>what decides the result</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.sweep.SweepExperiment}</td><td>the sweep, checked</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.sweep.TrainingImages}</td>
 *     <td>training images as a data source of Arbiter</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.sweep.Leaderboard}</td><td>leaderboard.csv</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.sweep.SweepRecord}</td><td>sweep.json</td></tr>
 * </table>
 */
package io.github.brsgd.cli.sweep;
