/**
 * Byzantine-resilient training with Deeplearning4j on Spark: the loop of {@link
 * io.github.brsgd.training.BrsgdTrainingMaster}, where executors answer.
 *
 * <table>
 * <caption>Members</caption>
 * <tr><td>{@link io.github.brsgd.spark.SparkBrsgdTrainingMaster}</td><td>what {@code
 * SparkDl4jMultiLayer} and {@code SparkComputationGraph} are given</td></tr>
 * <tr><td>{@link io.github.brsgd.spark.SparkBrsgdTrainingMasterBuilder}</td><td>builds it</td></tr>
 * </table>
 */
package io.github.brsgd.spark;
