/**
 * What is said of a class beside what it does.
 *
 * <p>Java knows public and not, and nothing between: what the nodes' half of a round needs of the
 * files it is kept in, m nodes and q Byzantine ones or not, is public and yet nobody's business.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><th>Annotation</th><th>Says</th></tr>
 * <tr><td>{@link io.github.brsgd.marker.Internal}</td><td>public, but not for users</td></tr>
 * </table>
 */
package io.github.brsgd.marker;
