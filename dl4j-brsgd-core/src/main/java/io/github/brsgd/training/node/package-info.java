/**
 * The node's half of a round: minibatch in, gradient out.
 *
 * <p>Each of m nodes computes the mean gradient of its own minibatch at the server's parameters;
 * honest or Byzantine is not known here. {@link io.github.brsgd.training.node.NodeWorkers} is the
 * entry, called by the training master once per round: a few threads serve all nodes and write the
 * m x d matrix row by row.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.training.node.NodeWorkers}</td>
 *     <td>threads and replicas; same bits for any number of threads</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.NodeData}</td><td>where minibatches come from</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.ShardNodeData}</td>
 *     <td>one data set in memory, dealt to the nodes</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.IteratorNodeData}</td>
 *     <td>an iterator of its own for each node</td></tr>
 * </table>
 */
package io.github.brsgd.training.node;
