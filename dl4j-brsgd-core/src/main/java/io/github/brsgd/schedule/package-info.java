/**
 * Step sizes.
 *
 * <p>The server steps {@code w_{k+1} = w_k - alpha_k A_k}. With noisy gradients the steps have to
 * shrink, fast enough that the noise dies out and slowly enough that the point still moves; {@link
 * io.github.brsgd.schedule.BrsgdSchedule} is the family that the paper proves convergence for. It
 * is an ND4J {@code ISchedule}, so networks carry it in their updater; ND4J's own schedules (step,
 * poly, exponential, ...) work in its place.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Step size</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.schedule.BrsgdSchedule}</td><td>alpha0 / (k+1)^p, 1/2 &lt; p &lt; 1</td>
 *     <td>Theorem 3.4 and Corollary 4.1</td></tr>
 * </table>
 */
package io.github.brsgd.schedule;
