/**
 * Steps before a rule that make the honest rows of a round alike.
 *
 * <p>Rules are proven for m gradients of which all but q are close to each other. Where nodes hold
 * different data they are not, and the q hide in the gaps. A pre-aggregation replaces the m rows of
 * length d by m' mixtures of them that lie closer together, or by shorter ones; then any rule
 * follows.
 *
 * <p>{@link io.github.brsgd.aggregation.pre.PreAggregator} tells the m' x m weights of the mixture,
 * which are known from distances or norms; {@link io.github.brsgd.aggregation.pre.PreAggregated}
 * chains steps before a rule and is itself a rule:
 *
 * <pre>{@code
 * Aggregator rule =
 *     new PreAggregated(
 *         List.of(new Clipping(2), new NearestNeighborMixing(4)), new TrimmedMean(4));
 * }</pre>
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Requires</th><th>Rows out</th><th>Cost</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.pre.NearestNeighborMixing}</td>
 *     <td>m &gt;= 2q+1</td><td>m</td><td>O(d m^2)</td><td>Allouah et al., AISTATS 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.pre.Bucketing}</td>
 *     <td>the rule holds with ceil(m/s) rows and the same q</td><td>ceil(m/s)</td><td>O(d m)</td>
 *     <td>Karimireddy et al., ICLR 2022</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.pre.Clipping}</td><td>c &gt; 0</td><td>m</td>
 *     <td>O(d m)</td><td>Allouah et al., ICLR 2025</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.pre.AdaptiveRobustClipping}</td>
 *     <td>m &gt;= 2q+1</td><td>m</td><td>O(d m)</td><td>Allouah et al., ICLR 2025</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.pre.Normalization}</td>
 *     <td>m &gt;= 1</td><td>m</td><td>O(d m)</td><td>-</td></tr>
 * </table>
 */
package io.github.brsgd.aggregation.pre;
