package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.benchmarks.AttackBenchmark;
import io.github.brsgd.benchmarks.BandwidthBenchmark;
import io.github.brsgd.benchmarks.FitBenchmark;
import io.github.brsgd.benchmarks.GradientBenchmark;
import io.github.brsgd.benchmarks.MemoryBenchmark;
import io.github.brsgd.benchmarks.PreAggregationBenchmark;
import io.github.brsgd.benchmarks.RoundBenchmark;
import io.github.brsgd.benchmarks.RuleBenchmark;

/** What is measured: one for each benchmark. */
enum Kind {
  BANDWIDTH("bandwidth", BandwidthBenchmark.class),
  RULE("rule", RuleBenchmark.class),
  MEMORY("memory", MemoryBenchmark.class),
  PRE_AGGREGATION("pre-aggregation", PreAggregationBenchmark.class),
  ATTACK("attack", AttackBenchmark.class),
  GRADIENTS("gradients", GradientBenchmark.class),
  ROUND("round", RoundBenchmark.class),
  FIT("fit", FitBenchmark.class);

  private final String id;
  private final Class<?> benchmark;

  Kind(String id, Class<?> benchmark) {
    this.id = id;
    this.benchmark = benchmark;
  }

  String id() {
    return id;
  }

  Class<?> benchmark() {
    return benchmark;
  }

  /** Whether all it does is to read the matrix: then its speed may be told in bytes. */
  boolean reads() {
    return this == BANDWIDTH || this == RULE;
  }
}
