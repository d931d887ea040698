/**
 * m rows of d floats or doubles, and the few questions that rules and attacks ask of them: the only
 * place with loops over d.
 *
 * <p>A rule looks at m gradients of d entries, d in the millions, once per round, and wants to know
 * norms, distances, weighted sums, and a median or its like of each coordinate. {@link
 * io.github.brsgd.linalg.Rows} is the entry and answers them. Rules know no more of rows than that,
 * so that rows may lie in one matrix, as here, or in slices on several machines.
 *
 * <p>The cost is the memory traffic over the m x d matrix, so every kernel cuts the columns into
 * blocks that a core's cache holds, reads each row once, and works on the block with plain loops
 * that the JIT turns into vector code; those over floats that take longest are written in vectors
 * as well ({@code FloatLoops}), with the same bits. Blocks run on the common pool, or on fewer
 * threads ({@link io.github.brsgd.linalg.KernelThreads}); the cut depends on the matrix alone and
 * partial sums are added in one order, so results have the same bits on any number of threads.
 * Blocks are scratch memory of their thread, results are written straight into their array.
 *
 * <p>Floats are added as floats where that loses nothing that counts: squares over short runs of a
 * few blocks, which then are added in double; sums of rows in two floats, the second of which holds
 * what rounding took from the first, 48 bits together. Where such a sum leaves the range of float
 * it is taken again, of values scaled by a power of two or in double.
 *
 * <table>
 * <caption>Questions, and who answers where rows are a matrix</caption>
 * <tr><th>Question</th><th>Kernel</th><th>Cost</th></tr>
 * <tr><td>mean, deviation, median, trimmed mean, means around them ({@link
 *     io.github.brsgd.linalg.CoordinateStatistic}); who was kept by them</td>
 *     <td>{@code CoordinateStatistics}, {@code KeptShares}; of rows with weights {@code
 *     WeightedOrder}</td><td>O(d m log^2 m)</td></tr>
 * <tr><td>m x m squared distances</td><td>{@code PairwiseDistances}</td><td>O(d m^2)</td></tr>
 * <tr><td>m x m inner products around the median</td><td>{@code CentredGram}</td>
 *     <td>O(d m^2)</td></tr>
 * <tr><td>squared norms, distances to a point, lengths along a direction</td>
 *     <td>{@code RowDistances}</td><td>O(d m)</td></tr>
 * <tr><td>sum of weighted rows</td><td>{@code WeightedSum}</td><td>O(d) per row</td></tr>
 * <tr><td>the same and distances to it, in one pass</td><td>{@code CentrePass}</td>
 *     <td>O(d m)</td></tr>
 * <tr><td>rows with NaN or infinite values</td><td>{@code FiniteCheck}</td><td>O(d m)</td></tr>
 * <tr><td>some rows, some columns, mixtures, 0 in some columns</td><td>views, nothing is
 *     computed</td><td></td></tr>
 * <tr><td>norms and distances once more, where some rows have become another vector</td>
 *     <td>{@link io.github.brsgd.linalg.Substitution}, {@code StayingRows}</td>
 *     <td>O(d m)</td></tr>
 * </table>
 *
 * <p>Batcher, "Sorting networks and their applications", AFIPS 1968; Knuth, The Art of Computer
 * Programming, volume 3, section 5.2.2. Knuth, volume 2, section 4.2.2 (sums in two floats).
 */
package io.github.brsgd.linalg;
