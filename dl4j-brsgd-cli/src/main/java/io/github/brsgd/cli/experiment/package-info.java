/**
 * One run of a network on m nodes under attack, from a configuration to a record that repeats it.
 *
 * <p>{@link io.github.brsgd.cli.experiment.ExperimentConfig} holds all that decides the bits of a
 * result and nothing else; {@link io.github.brsgd.cli.experiment.Experiment} checks it before any
 * data is read and then trains; {@link io.github.brsgd.cli.experiment.RunRecord} keeps it together
 * with {@link io.github.brsgd.cli.experiment.Provenance}. The commands {@code train} and {@code
 * compare} stand on these.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Holds</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.experiment.ExperimentConfig}</td>
 *     <td>data, network, defence, adversary, schedule; what is drawn and observed</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.experiment.ExperimentData}</td>
 *     <td>training and test images in memory</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.experiment.Experiment}</td><td>the run</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.experiment.Outcome}</td><td>how it ended</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.experiment.SavedNetwork}</td>
 *     <td>networks in files</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.experiment.SuspectedNodes}</td>
 *     <td>which nodes a run suspects, in files and for the screen</td></tr>
 * </table>
 */
package io.github.brsgd.cli.experiment;
