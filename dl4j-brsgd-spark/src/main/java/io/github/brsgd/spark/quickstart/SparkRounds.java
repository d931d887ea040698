package io.github.brsgd.spark.quickstart;

import io.github.brsgd.data.SyntheticDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
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
 * @since 0.1
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
    if (args.length < 4) {
      throw new IllegalArgumentException(
          "need m, h, rounds and collect, sharded or averaging, got " + Arrays.toString(args));
    }
    int nodes = Integer.parseInt(args[0]);
    int hidden = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    if (rounds < 2 || rounds % 2 != 0) {
      throw new IllegalArgumentException("rounds: need an even number >= 2, got " + rounds);
    }
    RoundsProblem problem =
        new RoundsProblem(
            nodes,
            hidden,
            SyntheticDigits.generate(nodes * RoundsProblem.BATCH * 2, 1).toDataSet());
    SparkConf conf =
        new SparkConf().setAppName("SparkRounds").setIfMissing("spark.master", "local[2]");
    try (JavaSparkContext context = new JavaSparkContext(conf)) {
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
                nodes,
                RoundsProblem.numbers(hidden),
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
