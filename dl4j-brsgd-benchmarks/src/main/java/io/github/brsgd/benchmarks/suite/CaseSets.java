package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.benchmarks.RowKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured when nothing else is asked for. What is compared with something stands beside
 * it, so that the machine changes little in between.
 */
final class CaseSets {

  /** Before the rule alone: what a user would reach for. */
  static final String CHAIN = "clip:c=2+nnm+trimmed-mean";

  /**
   * The smoothed geometric median and centered clipping with three steps as other libraries have
   * them; the exact one too.
   */
  private static final List<String> RULES =
      List.of(
          "mean",
          "median",
          "trimmed-mean",
          "mean-around-median",
          "krum",
          "multi-krum",
          "bulyan",
          "nnm+mean",
          CHAIN,
          "centered-clipping:tau=100,steps=3",
          "geometric-median:steps=3",
          "geometric-median",
          "huber:t=1000",
          "ctma:base=median",
          "gas:p=10,base=median");

  /** Rules of every way to read rows, for sizes at which one cares how cost grows. */
  private static final List<String> FEW = List.of("mean", "median", "krum", CHAIN);

  private static final List<String> ATTACKS = List.of("sign-flip", "gaussian", "alie", "min-max");
  private static final List<String> MORE_ATTACKS =
      List.of("ipm:tau=10", "min-sum", "mimic", "optimal-ipm", "optimal-alie");

  private static final int MILLION = 1_000_000;
  private static final int LARGEST = 10 * MILLION;
  private static final int RESNET = 25 * MILLION;
  private static final long MOST = 500L * MILLION;

  private CaseSets() {}

  /** A few minutes: the sizes at which rules are compared with other libraries. */
  static List<BenchmarkCase> brief() {
    List<BenchmarkCase> cases = new ArrayList<>();
    cases.add(BenchmarkCase.bandwidth());
    rules(cases, RULES, 25, 5, MILLION);
    for (String rule : List.of("mean", "median", "krum")) {
      cases.add(BenchmarkCase.rule(rule, 51, 10, MILLION, RowKind.NOISE));
    }
    preAggregations(cases, 25, 5, MILLION);
    ATTACKS.forEach(attack -> cases.add(BenchmarkCase.attack(attack, 25, 5, MILLION)));
    cases.add(BenchmarkCase.fit("mlp", 20, 32));
    cases.add(BenchmarkCase.gradients("mlp", 15, 32, 2, false));
    cases.add(BenchmarkCase.gradients("mlp", 15, 32, 2, true));
    for (String rule : FEW) {
      cases.add(BenchmarkCase.round("mlp", rule, 20, 5, 32, 2));
    }
    cases.add(BenchmarkCase.round("mlp", "bulyan", 20, 4, 32, 2));
    cases.add(BenchmarkCase.fit("cnn", 12, 25));
    cases.add(BenchmarkCase.gradients("cnn", 10, 25, 2, false));
    cases.add(BenchmarkCase.gradients("cnn", 10, 25, 2, true));
    for (String rule : List.of("mean", "krum", "bulyan", CHAIN)) {
      cases.add(BenchmarkCase.round("cnn", rule, 12, 2, 25, 2));
    }
    return cases;
  }

  /** More than an hour: all sizes, memory, rounds on one thread and on two. */
  static List<BenchmarkCase> full() {
    List<BenchmarkCase> cases = new ArrayList<>(brief());
    for (int m : new int[] {11, 25, 51, 101}) {
      for (int d = 10_000; d <= LARGEST; d *= 10) {
        if ((long) m * d <= MOST) {
          rules(cases, RULES, m, m / 5, d);
        }
      }
      preAggregations(cases, m, m / 5, MILLION);
    }
    rules(cases, FEW, 20, 4, RESNET);
    rules(cases, FEW, 30, 6, RESNET);
    rules(cases, FEW, 501, 100, 100_000);
    RULES.forEach(rule -> cases.add(BenchmarkCase.memory(rule, 25, 5, MILLION)));
    for (String rule : FEW) {
      cases.add(BenchmarkCase.memory(rule, 20, 4, RESNET));
      cases.add(BenchmarkCase.memory(rule, 30, 6, RESNET));
      cases.add(BenchmarkCase.memory(rule, 501, 100, 100_000));
    }
    MORE_ATTACKS.forEach(attack -> cases.add(BenchmarkCase.attack(attack, 25, 5, MILLION)));
    rounds(cases, "mlp", 32);
    rounds(cases, "cnn", 25);
    return cases.stream().distinct().toList();
  }

  /** Rules of the user's, on both kinds of rows, and what memory they take. */
  static List<BenchmarkCase> of(List<String> rules, int m, int q, int d) {
    List<BenchmarkCase> cases = new ArrayList<>();
    rules(cases, rules, m, q, d);
    rules.forEach(rule -> cases.add(BenchmarkCase.memory(rule, m, q, d)));
    return cases;
  }

  private static void rules(List<BenchmarkCase> cases, List<String> rules, int m, int q, int d) {
    for (String rule : rules) {
      for (RowKind rows : RowKind.values()) {
        cases.add(BenchmarkCase.rule(rule, m, q, d, rows));
      }
    }
  }

  private static void preAggregations(List<BenchmarkCase> cases, int m, int q, int d) {
    for (String step :
        List.of("nnm:q=" + q, "arc:q=" + q, "clip:c=2", "normalize", "bucketing:s=2")) {
      cases.add(BenchmarkCase.preAggregation(step, m, q, d));
    }
  }

  private static void rounds(List<BenchmarkCase> cases, String network, int batch) {
    for (int m : new int[] {10, 20, 50}) {
      // What Bulyan can withstand of m nodes, so that all rules have the same q.
      int q = Math.min(m / 5, (m - 3) / 4);
      cases.add(BenchmarkCase.fit(network, m, batch));
      for (int workers = 1; workers <= 2; workers++) {
        cases.add(BenchmarkCase.gradients(network, m, batch, workers, false));
        cases.add(BenchmarkCase.gradients(network, m, batch, workers, true));
        for (String rule : List.of("mean", "krum", "bulyan", CHAIN)) {
          cases.add(BenchmarkCase.round(network, rule, m, q, batch, workers));
        }
      }
    }
  }
}
