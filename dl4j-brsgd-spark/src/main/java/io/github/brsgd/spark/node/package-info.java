/**
 * The node's half of a round on Spark: data dealt to nodes and kept where they are, replicas of the
 * network on the executors, rows that come back to the driver.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><td>{@link io.github.brsgd.spark.node.NodeShards}</td><td>the data of all nodes</td></tr>
 * <tr><td>{@link io.github.brsgd.spark.node.SparkWorkers}</td><td>computes the rows of a round with
 * them</td></tr>
 * </table>
 */
package io.github.brsgd.spark.node;
