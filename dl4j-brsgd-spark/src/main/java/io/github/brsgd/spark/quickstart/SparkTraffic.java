package io.github.brsgd.spark.quickstart;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * What rounds on Spark send and take, as Spark's own listeners count it: Krum over m rows of d =
 * 795 h + 10 numbers, h units in the hidden layer.
 *
 * @since 0.2
 */
public final class SparkTraffic {

  private static final int BYTES = 4;

  private SparkTraffic() {}

  /**
   * Runs rounds.
   *
   * @param args m, h, rounds, and {@code collect}, {@code sharded} or both
   * @throws InterruptedException if this thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    RoundsProblem problem = RoundsProblem.of("collect or sharded", args);
    int rounds = Integer.parseInt(args[2]);
    try (JavaSparkContext context = RoundsProblem.context("SparkTraffic")) {
      for (String transport : List.of(args).subList(3, args.length)) {
        problem.fit(context, problem.robust(transport, 2));
        Traffic few = counted(context, problem, transport, 2);
        Traffic many = counted(context, problem, transport, rounds + 2);
        print(transport, problem, rounds, few, many);
      }
    }
  }

  private static Traffic counted(
      JavaSparkContext context, RoundsProblem problem, String transport, int rounds)
      throws InterruptedException {
    Traffic traffic = new Traffic();
    context.sc().addSparkListener(traffic);
    problem.fit(context, problem.robust(transport, rounds));
    // Listeners hear of what has happened a little later.
    Thread.sleep(1_000);
    context.sc().removeSparkListener(traffic);
    return traffic;
  }

  private static void print(
      String transport, RoundsProblem problem, int rounds, Traffic few, Traffic many) {
    long d = problem.numbers();
    System.out.printf(Locale.ROOT, "%s: m=%d, d=%d, a round:%n", transport, problem.nodes(), d);
    Map<String, Double> before = few.totals();
    many.totals()
        .forEach(
            (what, total) -> {
              double each = (total - before.getOrDefault(what, 0.0)) / rounds;
              if (what.equals("jobs") || what.equals("stages")) {
                System.out.printf(Locale.ROOT, "  %-14s %12.1f%n", what, each);
              } else {
                System.out.printf(
                    Locale.ROOT, "  %-14s %12.0f bytes, %6.2f d%n", what, each, each / BYTES / d);
              }
            });
    System.out.printf(
        Locale.ROOT,
        "  %-14s %12d bytes, %6.2f d%n",
        "most kept",
        many.mostKept(),
        (double) many.mostKept() / BYTES / d);
    Map<String, Double> earlier = few.millis();
    many.millis()
        .forEach(
            (what, total) ->
                System.out.printf(
                    Locale.ROOT,
                    "  %6.1f ms %s%n",
                    (total - earlier.getOrDefault(what, 0.0)) / rounds,
                    what));
  }
}
