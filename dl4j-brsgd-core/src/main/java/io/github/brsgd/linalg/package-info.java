/**
 * Kernels over m rows of d floats or doubles, on which all rules and attacks stand.
 *
 * <p>A rule looks at m gradients of d entries, d in the millions, once per round. Its cost is the
 * memory traffic over the m x d matrix, so every kernel cuts the columns into blocks that a core's
 * cache holds, reads each row once, and works on the block with plain loops that the JIT turns into
 * vector code. Blocks run on the common pool; the cut depends on the matrix alone and partial sums
 * are added in one order, so results have the same bits on any number of threads.
 *
 * <p>{@link io.github.brsgd.linalg.Rows} is the entry: a view of an ND4J matrix, read through its
 * public interface, or of weighted sums of such rows, formed block by block. Kernels check what
 * they read: a NaN or infinite value is an error that names the row.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Result</th><th>Cost</th></tr>
 * <tr><td>{@link io.github.brsgd.linalg.CoordinateStatistics}</td>
 *     <td>mean, deviation, median, trimmed mean, means around them</td>
 *     <td>O(d m log^2 m)</td></tr>
 * <tr><td>{@link io.github.brsgd.linalg.PairwiseDistances}</td><td>m x m squared distances</td>
 *     <td>O(d m^2)</td></tr>
 * <tr><td>{@link io.github.brsgd.linalg.CentredGram}</td>
 *     <td>m x m inner products around the median</td><td>O(d m^2)</td></tr>
 * <tr><td>{@link io.github.brsgd.linalg.RowDistances}</td><td>squared norms, distances to a point</td>
 *     <td>O(d m)</td></tr>
 * <tr><td>{@link io.github.brsgd.linalg.WeightedSum}</td><td>sum of weighted rows</td>
 *     <td>O(d) per row</td></tr>
 * <tr><td>{@link io.github.brsgd.linalg.FiniteCheck}</td><td>rows with NaN or infinite values</td>
 *     <td>O(d m)</td></tr>
 * </table>
 *
 * <p>Batcher, "Sorting networks and their applications", AFIPS 1968; Knuth, The Art of Computer
 * Programming, volume 3, section 5.2.2.
 */
package io.github.brsgd.linalg;
