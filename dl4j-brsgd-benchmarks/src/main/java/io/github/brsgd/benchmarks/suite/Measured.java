package io.github.brsgd.benchmarks.suite;

import java.util.OptionalDouble;

/**
 * What came of a case.
 *
 * @param of the case
 * @param millis a call, the median of all calls
 * @param best the shortest call: what other programs on the machine disturb least
 * @param calls how many
 * @param memory bytes that a call takes, where the case asks for that and the system tells
 */
record Measured(BenchmarkCase of, double millis, double best, long calls, OptionalDouble memory) {

  /** 10^9 bytes of the matrix a second, each row counted once; empty where it does more. */
  OptionalDouble gigabytes() {
    return of.kind().reads()
        ? OptionalDouble.of(of.bytes() / (1e6 * millis))
        : OptionalDouble.empty();
  }
}
