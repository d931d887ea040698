/**
 * The rows of a round cut by columns over Spark's executors.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><td>{@link io.github.brsgd.spark.rows.ShardedRows}</td><td>asks the slices, adds up or joins
 * their answers</td></tr>
 * <tr><td>{@link io.github.brsgd.spark.rows.HeapVector}</td><td>numbers that travel</td></tr>
 * </table>
 */
package io.github.brsgd.spark.rows;
