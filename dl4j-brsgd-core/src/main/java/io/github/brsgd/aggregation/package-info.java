/**
 * Rules that combine the gradients of m nodes when up to q of them are Byzantine.
 *
 * <p>Each round the server holds m vectors of d entries, at most q of which are arbitrary and no
 * one knows which. A rule turns them into one vector that the q cannot carry away, {@code Agg :
 * (R^d)^m -> R^d}. {@link io.github.brsgd.aggregation.Aggregator} is the entry point; the training
 * server calls it once per round, and users write their own by implementing it.
 *
 * <p>{@link io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator} and {@link
 * io.github.brsgd.aggregation.GroupwiseAggregation} are made from another rule, their base.
 *
 * <p>Two families: rules that weight whole rows from the m x m geometry, and rules that look at one
 * coordinate at a time (medians, trimmed means). Bulyan is one of each. No rule of this package
 * touches a number: each is a {@link io.github.brsgd.aggregation.RowsAggregator}, which asks {@link
 * io.github.brsgd.linalg.Rows} for distances, sums and statistics and does not know where the rows
 * lie. A rule of a user's own may be written for a matrix instead.
 *
 * <p>Forms of some of them that count rows by weights of their nodes are in {@code
 * aggregation.weighted}.
 *
 * <p>Within the bound of the fourth column q rows cannot carry the result away; how far they can
 * shift it differs a good deal and is the reason to choose one rule over another.
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>Class</th><th>Requires</th><th>Cost</th><th>Holds for</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Mean}</td>
 *     <td>m &gt;= 1</td><td>O(d m)</td>
 *     <td>none: one row suffices</td><td>-</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Krum}</td>
 *     <td>m &gt;= 2q+3</td><td>O(d m^2)</td>
 *     <td>q &lt; (m-2)/2</td><td>Blanchard et al., NeurIPS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.MultiKrum}</td>
 *     <td>m &gt;= 2q+3, k &lt;= m-q</td><td>O(d m^2)</td>
 *     <td>q &lt; (m-2)/2</td><td>Blanchard et al., NeurIPS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.CoordinateWiseMedian}</td>
 *     <td>m &gt;= 1</td><td>O(d m log^2 m)</td>
 *     <td>q &lt; m/2</td><td>Xie et al. 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.MeanAroundMedian}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m log^2 m)</td>
 *     <td>q &lt; m/2</td><td>Xie et al. 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.TrimmedMean}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m log^2 m)</td>
 *     <td>q &lt; m/2</td><td>Yin et al., ICML 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Phocas}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m log^2 m)</td>
 *     <td>q &lt; m/2</td><td>Xie et al. 2018b</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.GeometricMedian}</td>
 *     <td>m &gt;= 1</td><td>O(d m^2)</td>
 *     <td>q &lt; m/2</td><td>Vardi and Zhang 2000; Xie et al. 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.SmoothedGeometricMedian}</td>
 *     <td>m &gt;= 1</td><td>O(steps d m)</td>
 *     <td>q &lt; m/2</td><td>Pillutla et al. 2019</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.HuberMean}</td>
 *     <td>m &gt;= 1, t &gt; 0</td><td>O(d m^2)</td>
 *     <td>q &lt; m/2, with the right t</td><td>Zhao et al., AAAI 2024</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.MinimumDiameterAveraging}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m^2) and C(m, q) subsets</td>
 *     <td>q &lt; m/2</td><td>El-Mhamdi et al., PODC 2020</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Smea}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m^2) and C(m, q) subsets</td>
 *     <td>q &lt; m/2</td><td>Allouah et al., ICML 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Monna}</td>
 *     <td>m &gt;= 2q+1, honest pivot</td><td>O(d m)</td>
 *     <td>q &lt; m/2</td><td>Farhadkhani et al., ICML 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.FlTrust}</td>
 *     <td>m &gt;= q+1, a row of the server's own</td><td>O(d m)</td>
 *     <td>q &lt; m, with clean data at the server</td><td>Cao et al., NDSS 2021</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.ComparativeGradientElimination}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m)</td>
 *     <td>q &lt; m/2</td><td>Gupta et al. 2020</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.CenteredTrimmedMetaAggregator}</td>
 *     <td>m &gt;= 2q+1 and the base's</td><td>the base's and O(d m)</td>
 *     <td>the base's</td><td>Dahan and Levy, ICML 2024</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.GroupwiseAggregation}</td>
 *     <td>m &gt;= 2q+1 and the base's, p &lt;= d</td>
 *     <td>p times the base's on d/p coordinates and O(d m)</td>
 *     <td>the base's</td><td>Liu et al., ICML 2023</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.CenteredClipping}</td>
 *     <td>m &gt;= 1, tau &gt; 0</td><td>O(steps d m)</td>
 *     <td>q &lt;= m/10 about, with the right tau</td><td>Karimireddy et al., ICML 2021</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.IterativeFilter}</td>
 *     <td>m &gt;= 2q+1</td><td>O(d m^2 + m^4)</td>
 *     <td>q &lt; m/2; proofs ask for far less</td><td>Su and Xu 2018, Steinhardt et al. 2018, Allouah et al., ICML 2025</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.DivideAndConquer}</td>
 *     <td>m &gt;= 2q+1, m &gt; iters ceil(c q)</td>
 *     <td>O(iters (dim m^2 + m^3) + d m)</td>
 *     <td>q &lt; m/2</td><td>Shejwalkar and Houmansadr, NDSS 2021</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.Bulyan}</td>
 *     <td>m &gt;= 4q+3</td><td>O(d m^2) and selection</td>
 *     <td>q &lt;= (m-3)/4</td><td>El Mhamdi et al., ICML 2018</td></tr>
 * </table>
 *
 * <p>Rules are records: equal parameters make equal rules, and {@code toString} tells them. What a
 * rule needs from earlier rounds comes with {@link io.github.brsgd.aggregation.AggregationContext}.
 * How much of each row is in a result, its {@link io.github.brsgd.aggregation.Aggregation} tells:
 * by weights, or by a {@link io.github.brsgd.aggregation.RowUse}.
 */
package io.github.brsgd.aggregation;
