/**
 * Rules that count rows by the weights of their nodes.
 *
 * <p>Where nodes differ in how much they are worth, by contract, by audit or by data that the
 * server knows of, each counts by a weight ({@link
 * io.github.brsgd.aggregation.weighted.NodeWeights}), and what a rule withstands is a share of the
 * weight instead of a number of nodes ({@link
 * io.github.brsgd.aggregation.weighted.WeightedAggregator}). With weights that are whole numbers a
 * row of weight k is as good as k equal rows; with equal weights and share = q/m each rule is the
 * plain one of {@link io.github.brsgd.aggregation}.
 *
 * <p>Weights come from whoever runs the server and never from a node: a Byzantine one would claim
 * most.
 *
 * <table>
 * <caption>Weighted rules</caption>
 * <tr><th>Class</th><th>Requires</th><th>Cost</th><th>Holds for</th><th>Source</th></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.weighted.WeightedMean}</td>
 *     <td>a weight per node</td><td>O(d m)</td>
 *     <td>none: one row suffices</td><td>McMahan et al., AISTATS 2017</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.weighted.WeightedMedian}</td>
 *     <td>a weight per node</td><td>O(d m log^2 m)</td>
 *     <td>weight of q nodes &lt;= share &lt; 1/2</td><td>Dahan and Levy, NeurIPS 2024</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.weighted.WeightedTrimmedMean}</td>
 *     <td>a weight per node</td><td>O(d m log^2 m)</td>
 *     <td>weight of q nodes &lt;= share &lt; 1/2</td><td>Yin et al., ICML 2018</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.weighted.WeightedGeometricMedian}</td>
 *     <td>a weight per node</td><td>O(d m^2)</td>
 *     <td>weight of q nodes &lt;= share &lt; 1/2</td><td>Dahan and Levy, NeurIPS 2024</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.weighted.WeightedHuberMean}</td>
 *     <td>a weight per node, t &gt; 0</td><td>O(d m^2)</td>
 *     <td>weight of q nodes &lt;= share &lt; 1/2, with the right t</td><td>Zhao et al., AAAI 2024</td></tr>
 * <tr><td>{@link io.github.brsgd.aggregation.weighted.WeightedCenteredTrimmedMetaAggregator}</td>
 *     <td>a weight per node</td><td>the base's and O(d m)</td>
 *     <td>weight of q nodes &lt;= share &lt; 1/2</td><td>Dahan and Levy, NeurIPS 2024</td></tr>
 * </table>
 */
package io.github.brsgd.aggregation.weighted;
