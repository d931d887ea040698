/**
 * The node's half of a round: minibatch in, row out.
 *
 * <p>Each of m nodes makes a row of d entries from its own minibatch at the server's parameters, as
 * its {@link io.github.brsgd.training.node.NodeUpdate} says: the mean gradient, that of some local
 * steps, or the running mean of either. Honest or Byzantine is not known here. {@link
 * io.github.brsgd.training.node.NodeWorkers} is the entry, called once per round: a few threads
 * serve all nodes and write the m x d matrix row by row.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Class</th><th>Use</th></tr>
 * <tr><td>{@link io.github.brsgd.training.node.NodeWorkers}</td>
 *     <td>threads and replicas; same bits for any number of threads</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.NodeUpdate}, {@link
 *     io.github.brsgd.training.node.NodeRound}</td>
 *     <td>what a node sends, and what it makes it of</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.Gradient}</td><td>the mean gradient</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.LocalSteps}</td>
 *     <td>the mean gradient on a way of some steps (McMahan et al. 2017)</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.WorkerMomentum}, {@link
 *     io.github.brsgd.training.node.ComposedUpdate}</td>
 *     <td>a running mean (Karimireddy et al. 2021); an update behind another</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.NodeState}</td>
 *     <td>all that nodes remember between rounds, to be written and read</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.NodeData}</td><td>where minibatches come from</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.ShardNodeData}</td>
 *     <td>one data set in memory, dealt to the nodes, each drawing from shuffles or in the order
 *     of the data</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.ShardOrder}</td>
 *     <td>the order in which a node goes through its examples</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.Workers}</td>
 *     <td>whoever computes rows; here, threads</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.StreamNodeData}</td>
 *     <td>one iterator that all nodes read in turn</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.IteratorNodeData}</td>
 *     <td>an iterator of its own for each node</td></tr>
 * <tr><td>{@link io.github.brsgd.training.node.TestExamples}</td>
 *     <td>what a network is evaluated on</td></tr>
 * </table>
 */
package io.github.brsgd.training.node;
