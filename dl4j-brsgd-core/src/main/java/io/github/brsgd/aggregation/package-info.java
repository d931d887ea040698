/**
 * Rules that combine the gradients of m nodes when up to q of them are Byzantine.
 *
 * <p>Each round the server holds m vectors of d entries, at most q of which are arbitrary and no
 * one knows which. A rule turns them into one vector that the q cannot carry away, {@code Agg :
 * (R^d)^m -> R^d}. {@link io.github.brsgd.aggregation.Aggregator} is the entry point; the training
 * server calls it once per round, and users write their own by implementing it.
 *
 * <p>Two families: rules that weight whole rows from the m x m geometry (Krum, geometric median)
 * and rules that look at one coordinate at a time (medians, trimmed means). Bulyan is one of each.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>Class</th><th>Requires</th><th>Cost</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Mean}</td><td>m &gt;= 1; tolerates none</td>
 *     <td>O(d m)</td><td>-</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Krum}</td><td>m &gt;= 2q+3</td><td>O(d m^2)</td>
 *     <td>Blanchard et al., NeurIPS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.MultiKrum}</td><td>m &gt;= 2q+3, k &lt;= m-q</td>
 *     <td>O(d m^2)</td><td>Blanchard et al., NeurIPS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.CoordinateWiseMedian}</td>
 *     <td>m &gt;= 1; robust for m &gt;= 2q+1</td><td>O(d m log^2 m)</td><td>Xie et al. 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.MeanAroundMedian}</td><td>m &gt;= 2q+1</td>
 *     <td>O(d m log^2 m)</td><td>Xie et al. 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.TrimmedMean}</td><td>m &gt;= 2q+1</td>
 *     <td>O(d m log^2 m)</td><td>Yin et al., ICML 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.GeometricMedian}</td>
 *     <td>m &gt;= 1; robust for m &gt;= 2q+1</td><td>O(d m^2)</td>
 *     <td>Vardi and Zhang 2000, Xie et al. 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.SmoothedGeometricMedian}</td>
 *     <td>m &gt;= 1; robust for m &gt;= 2q+1</td><td>O(T d m)</td><td>Pillutla et al. 2019</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Bulyan}</td><td>m &gt;= 4q+3</td>
 *     <td>O(d m^2) and selection</td><td>El Mhamdi et al., ICML 2018</td></tr>
 * </table>
 *
 * <p>Rules are records: equal parameters make equal rules, and {@code toString} tells them. What a
 * rule needs from earlier rounds comes with {@link io.github.brsgd.aggregation.AggregationContext}.
 */
package io.github.brsgd.aggregation;
