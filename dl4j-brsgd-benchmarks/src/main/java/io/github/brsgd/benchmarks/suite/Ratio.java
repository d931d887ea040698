package io.github.brsgd.benchmarks.suite;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How much longer some cases take than others on the same machine: what is left when the machine is
 * divided out.
 *
 * @param name what it tells
 * @param over ids of cases whose times are added up, at least one
 * @param under ids of those they are divided by, at least one
 * @param stored what it was, positive
 */
record Ratio(String name, List<String> over, List<String> under, double stored) {

  Ratio {
    over = List.copyOf(over);
    under = List.copyOf(under);
    if (over.isEmpty() || under.isEmpty()) {
      throw new IllegalArgumentException(
          "ratio '" + name + "': need cases over and under, got " + over + " and " + under);
    }
    if (!(stored > 0 && stored < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "ratio '" + name + "': need stored > 0 and finite, got " + stored);
    }
  }

  /** All ids, over then under. */
  List<String> cases() {
    return Stream.concat(over.stream(), under.stream()).distinct().toList();
  }

  /** The ratio of these times by id; empty if one is missing. */
  OptionalDouble of(Map<String, Double> millis) {
    return millis.keySet().containsAll(cases())
        ? OptionalDouble.of(sum(over, millis) / sum(under, millis))
        : OptionalDouble.empty();
  }

  private static double sum(List<String> ids, Map<String, Double> millis) {
    return ids.stream().mapToDouble(millis::get).sum();
  }

  /** The same with another value on record. */
  Ratio withStored(double value) {
    return new Ratio(name, over, under, value);
  }
}
