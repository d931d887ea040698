package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.benchmarks.RowKind;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One measurement to make: a benchmark with all its parameters.
 *
 * @param kind which benchmark
 * @param subject what is measured, as the catalogue writes it, or the network and what trains it
 * @param m rows; 0 where there are none
 * @param q of them Byzantine
 * @param d columns
 * @param rows how they look, or how the nodes work; empty where there is no choice
 * @param parameters of the benchmark, by name
 */
record BenchmarkCase(
    Kind kind, String subject, int m, int q, long d, String rows, Map<String, String> parameters) {

  /** Parameters of the networks on images of 28 x 28. */
  private static final Map<String, Long> PARAMETERS = Map.of("mlp", 79_510L, "cnn", 431_080L);

  private static final int BANDWIDTH_FLOATS = 1 << 26;

  BenchmarkCase {
    Objects.requireNonNull(kind, "kind");
    parameters = Map.copyOf(parameters);
  }

  static BenchmarkCase bandwidth() {
    return new BenchmarkCase(
        Kind.BANDWIDTH,
        "sum of floats",
        1,
        0,
        BANDWIDTH_FLOATS,
        "",
        Map.of("floats", Integer.toString(BANDWIDTH_FLOATS)));
  }

  static BenchmarkCase rule(String rule, int m, int q, int d, RowKind rows) {
    return onRows(Kind.RULE, "rule", rule, m, q, d, rows);
  }

  static BenchmarkCase memory(String rule, int m, int q, int d) {
    return onRows(Kind.MEMORY, "rule", rule, m, q, d, RowKind.NOISE);
  }

  static BenchmarkCase preAggregation(String step, int m, int q, int d) {
    return onRows(Kind.PRE_AGGREGATION, "step", step, m, q, d, RowKind.NOISE);
  }

  static BenchmarkCase attack(String attack, int m, int q, int d) {
    return onRows(Kind.ATTACK, "attack", attack, m, q, d, RowKind.NOISE);
  }

  private static BenchmarkCase onRows(
      Kind kind, String name, String subject, int m, int q, int d, RowKind rows) {
    return new BenchmarkCase(
        kind,
        subject,
        m,
        q,
        d,
        rows.id(),
        Map.of(
            name,
            subject,
            "m",
            Integer.toString(m),
            "q",
            Integer.toString(q),
            "d",
            Integer.toString(d),
            "rows",
            rows.name()));
  }

  static BenchmarkCase round(String network, String rule, int m, int q, int batch, int workers) {
    return new BenchmarkCase(
        Kind.ROUND,
        network + " " + rule,
        m,
        q,
        PARAMETERS.get(network),
        batch + " images, " + threads(workers) + layers(true),
        Map.of(
            "network",
            network,
            "rule",
            rule,
            "m",
            Integer.toString(m),
            "q",
            Integer.toString(q),
            "batch",
            Integer.toString(batch),
            "workers",
            Integer.toString(workers)));
  }

  static BenchmarkCase gradients(String network, int m, int batch, int workers, boolean fast) {
    return new BenchmarkCase(
        Kind.GRADIENTS,
        network,
        m,
        0,
        PARAMETERS.get(network),
        batch + " images, " + threads(workers) + layers(fast),
        Map.of(
            "network",
            network,
            "m",
            Integer.toString(m),
            "batch",
            Integer.toString(batch),
            "workers",
            Integer.toString(workers),
            "fast",
            Boolean.toString(fast)));
  }

  static BenchmarkCase fit(String network, int m, int batch) {
    // What makes dense networks fast is not in fit.
    boolean fast = network.equals("cnn");
    return new BenchmarkCase(
        Kind.FIT,
        network,
        m,
        0,
        PARAMETERS.get(network),
        batch + " images, " + threads(1) + layers(fast),
        Map.of(
            "network",
            network,
            "m",
            Integer.toString(m),
            "batch",
            Integer.toString(batch),
            "fast",
            Boolean.toString(fast)));
  }

  private static String layers(boolean fast) {
    return fast ? ", fast layers" : ", stock layers";
  }

  private static String threads(int workers) {
    return workers == 1 ? "1 thread" : workers + " threads";
  }

  /** The bytes of the float32 matrix. */
  long bytes() {
    return (long) Float.BYTES * m * d;
  }

  /** What people and guards call it, for instance {@code rule krum m=25 q=5 d=1000000 noise}. */
  String id() {
    return Stream.of(kind.id(), subject, "m=" + m, "q=" + q, "d=" + d, rows)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
