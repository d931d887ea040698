package io.github.brsgd.spark.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/**
 * How long rounds on Spark take, beside those of Deeplearning4j's parameter averaging, on synthetic
 * digits: Krum over m rows of d = 795 h + 10 numbers, h units in the hidden layer.
 *
 * @since 0.2
 */
public final class SparkRounds {

  private SparkRounds() {}

  /**
   * Runs rounds.
   *
   * @param args m, h, rounds, and what to time: {@code collect}, {@code sharded} or {@code
   *     averaging}, one or several
   * @throws IOException if the memory of this process cannot be told
   */
  public static void main(String[] args) throws IOException {
    RoundsProblem problem = RoundsProblem.of("collect, sharded or averaging", args);
    int rounds = Integer.parseInt(args[2]);
    if (rounds < 2 || rounds % 2 != 0) {
      throw new IllegalArgumentException("rounds: need an even number >= 2, got " + rounds);
    }
    try (JavaSparkContext context = RoundsProblem.context("SparkRounds")) {
      for (String what : List.of(args).subList(3, args.length)) {
        // The first run loads classes and deals data; the difference of two is that of rounds.
        run(context, problem, what, 2);
        double few = run(context, problem, what, 2);
        double many = run(context, problem, what, rounds + 2);
        System.out.println(
            String.format(
                Locale.ROOT,
                "%s: m=%d, d=%d: %.0f ms a round",
                what,
                problem.nodes(),
                problem.numbers(),
                (many - few) / rounds));
      }
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(line -> System.out.println("most memory of the driver: " + line));
  }

  /** Milliseconds of some rounds. */
  private static double run(
      JavaSparkContext context, RoundsProblem problem, String what, int rounds) {
    boolean averaging = what.equals("averaging");
    TrainingMaster<?, ?> master =
        averaging ? averaging(problem.nodes()) : problem.robust(what, rounds);
    SparkDl4jMultiLayer network = problem.network(context, master);
    JavaRDD<DataSet> data = problem.data(context);
    // A pass over the data is 2 m batches, two for each of m workers.
    int fits = averaging ? rounds / 2 : 1;
    long start = System.nanoTime();
    for (int fit = 0; fit < fits; fit++) {
      network.fit(data);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static TrainingMaster<?, ?> averaging(int nodes) {
    return new ParameterAveragingTrainingMaster.Builder(nodes, RoundsProblem.BATCH)
        .averagingFrequency(1)
        .batchSizePerWorker(RoundsProblem.BATCH)
        .rddTrainingApproach(RDDTrainingApproach.Direct)
        .build();
  }
}
