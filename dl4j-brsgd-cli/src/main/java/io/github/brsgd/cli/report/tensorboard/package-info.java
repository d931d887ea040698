/**
 * The rounds of a run as TensorBoard reads them.
 *
 * <p>An event file is a chain of records, each an {@code Event} of TensorFlow: wall time, step and
 * a {@code Summary} of tagged scalars. ND4J brings the messages of summaries and the runtime of
 * protocol buffers along; there is no library for Java on Maven Central that writes event files
 * without TensorFlow itself, so that the chain and the three fields around a summary are written
 * here.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Does</th></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.tensorboard.RoundEvents}</td>
 *     <td>which figures of a round are told, and under which tags</td></tr>
 * <tr><td>{@link io.github.brsgd.cli.report.tensorboard.EventFile}</td>
 *     <td>events as bytes, with checksums</td></tr>
 * </table>
 */
package io.github.brsgd.cli.report.tensorboard;
