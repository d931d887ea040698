/**
 * Benchmarks, as JMH runs them: how long rules, attacks and rounds take on this machine.
 *
 * <p>Each is one class with one method that is timed and parameters that say on what. The classes
 * are not final and have constructors without parameters because JMH extends and makes them. What
 * is measured with which parameters, and what becomes of the times, is for {@link
 * io.github.brsgd.benchmarks.suite}.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Times</th></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.RuleBenchmark}</td><td>a call of a rule or chain</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.MemoryBenchmark}</td>
 *     <td>nothing: the memory of such a call</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.PreAggregationBenchmark}</td>
 *     <td>norms, distances and weights of a pre-aggregation</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.AttackBenchmark}</td><td>a round of an attack</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.RoundBenchmark}</td><td>a round of training</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.GradientBenchmark}</td><td>its gradients alone</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.FitBenchmark}</td>
 *     <td>Deeplearning4j's own training on the same batches</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.BandwidthBenchmark}</td>
 *     <td>reading memory, the bound of all rules</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.InputRows}</td><td>nothing: the rows they are given</td></tr>
 * <tr><td>{@link io.github.brsgd.benchmarks.RowKind}</td><td>nothing: the two kinds of rows</td></tr>
 * </table>
 */
package io.github.brsgd.benchmarks;
