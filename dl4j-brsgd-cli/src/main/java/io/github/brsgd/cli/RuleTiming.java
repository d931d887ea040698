package io.github.brsgd.cli;

import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.catalog.CatalogEntry;
import io.github.brsgd.catalog.Parameter;
import io.github.brsgd.cli.report.Machine;
import io.github.brsgd.cli.report.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Measures rules: best and median time of repeated calls, and the memory that a call takes. */
final class RuleTiming {

  private static final double MEGA = 1e6;

  private final BaseCommand command;
  private final Catalog catalog;
  private final int repeat;
  private final int m;
  private final int q;
  private final int d;

  RuleTiming(BaseCommand command, Catalog catalog, String shape, int repeat) {
    this.command = command;
    this.catalog = catalog;
    this.repeat = repeat;
    if (!shape.matches("[0-9]{1,6},[0-9]{1,6},[0-9]{1,9}")) {
      throw command.usage("--time: need M,Q,D such as 25,5,1000000, got " + shape);
    }
    int[] sides = Arrays.stream(shape.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    this.m = sides[0];
    this.q = sides[1];
    this.d = sides[2];
    if (m < 1 || d < 1 || (long) m * d > Integer.MAX_VALUE - 8L) {
      throw command.usage("--time: need M >= 1, D >= 1 and M*D < 2^31, got " + shape);
    }
  }

  int print(List<String> texts) {
    List<String> chosen = texts.isEmpty() ? all() : texts;
    List<Aggregator> rules = chosen.stream().map(catalog::rule).toList();
    command
        .screen()
        .print(
            "m=%d, q=%d, d=%,d, float32; %d threads; best and median of %d calls%n%s",
            m, q, d, ForkJoinPool.commonPool().getParallelism() + 1, repeat, Machine.describe());
    INDArray matrix = matrix();
    List<List<String>> rows = new ArrayList<>();
    try (Progress progress = command.screen().progress("timing", " rules", rules.size())) {
      for (int i = 0; i < rules.size(); i++) {
        progress.at(i, chosen.get(i));
        rows.add(measure(chosen.get(i), rules.get(i), matrix));
      }
    }
    command
        .screen()
        .print(
            new TextTable(List.of("rule", "best ms", "median ms", "memory MB", "matrices"), rows));
    command
        .screen()
        .print(
            "%nmemory: the most that one call takes beside its input, heap allocations and growth"
                + " of the process%ntogether; matrices: the same with the input, in units of [m, d]"
                + " (%.0f MB).",
            bytes() / MEGA);
    return 0;
  }

  /** Every rule that asks for nothing but q. */
  private List<String> all() {
    List<String> texts = new ArrayList<>();
    for (CatalogEntry entry : catalog.rules()) {
      List<Parameter> required = entry.parameters().stream().filter(Parameter::required).toList();
      if (required.stream().allMatch(parameter -> parameter.name().equals("q"))) {
        texts.add(entry.id() + (required.isEmpty() ? "" : ":q=" + q));
      }
    }
    return texts;
  }

  private double bytes() {
    return 4.0 * m * d;
  }

  private INDArray matrix() {
    float[] values = new float[m * d];
    IntStream.range(0, m)
        .parallel()
        .forEach(
            row -> {
              SplittableRandom random = new SplittableRandom(row);
              for (int i = row * d; i < (row + 1) * d; i++) {
                values[i] = (float) random.nextGaussian();
              }
            });
    return Nd4j.createFromArray(values).reshape(m, d);
  }

  private List<String> measure(String text, Aggregator rule, INDArray matrix) {
    try {
      double[] millis = new double[repeat];
      for (int i = -repeat; i < repeat; i++) {
        long start = System.nanoTime();
        rule.aggregate(matrix, AggregationContext.first(1));
        if (i >= 0) {
          millis[i] = (System.nanoTime() - start) / 1e6;
        }
      }
      Arrays.sort(millis);
      OptionalLong memory =
          Machine.memoryOf(() -> rule.aggregate(matrix, AggregationContext.first(1)));
      return List.of(
          text,
          number("%.1f", millis[0]),
          number("%.1f", millis[repeat / 2]),
          memory.isEmpty() ? "-" : number("%.0f", memory.getAsLong() / MEGA),
          memory.isEmpty() ? "-" : number("%.2f", 1 + memory.getAsLong() / bytes()));
    } catch (IllegalArgumentException e) {
      return List.of(text, e.getMessage(), "-", "-", "-");
    }
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
