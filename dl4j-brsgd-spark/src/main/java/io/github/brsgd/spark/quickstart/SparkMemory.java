package io.github.brsgd.spark.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What the driver's memory is after a fifth, two fifths, ... of the rounds of a run on Spark: Krum
 * over m rows of d = 795 h + 10 numbers, h units in the hidden layer.
 *
 * @since 0.2
 */
public final class SparkMemory {

  private static final int PARTS = 5;
  private static final int MEGA = 1 << 20;

  private SparkMemory() {}

  /**
   * Runs rounds.
   *
   * @param args m, h, rounds, and {@code collect}, {@code sharded} or both
   */
  public static void main(String[] args) {
    RoundsProblem problem = RoundsProblem.of("collect or sharded", args);
    int rounds = Integer.parseInt(args[2]);
    try (JavaSparkContext context = RoundsProblem.context("SparkMemory")) {
      for (String transport : List.of(args).subList(3, args.length)) {
        System.out.printf(
            Locale.ROOT, "%s: m=%d, d=%d%n", transport, problem.nodes(), problem.numbers());
        problem.fit(
            context,
            problem.robust(
                transport,
                problem
                    .krum(rounds)
                    .roundListeners(
                        (record, network) -> {
                          int done = record.round() + 1;
                          if (done % Math.max(1, rounds / PARTS) == 0) {
                            print(done);
                          }
                        })));
      }
    }
  }

  private static void print(int done) {
    // Twice: what the first finds unreachable frees more for the second.
    System.gc();
    System.gc();
    System.out.printf(
        Locale.ROOT,
        "  round %4d: heap %5.1f MB, resident %d MB%n",
        done,
        (double) ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGA,
        resident() / MEGA);
  }

  private static long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
