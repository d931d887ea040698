package io.github.brsgd.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the machine's memory gives, in the manner of STREAM: the sum of an array too large for any
 * cache, read once by all cores. A rule that reads its rows once cannot be faster.
 *
 * @since 0.2
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 1, time = 2)
public class BandwidthBenchmark {

  /**
   * Sums of a column each: few enough for the nearest cache, and a loop the compiler vectorises.
   */
  private static final int SUMS = 1024;

  @Param("67108864")
  private int floats;

  private float[] values;

  /** Makes the array. */
  @Setup
  public void values() {
    values = new float[floats];
    Arrays.fill(values, 1);
  }

  /**
   * The sum, a part of the array for each core.
   *
   * @return the sum
   */
  @Benchmark
  public double read() {
    int parts = Runtime.getRuntime().availableProcessors();
    int length = values.length / SUMS / parts * SUMS;
    return IntStream.range(0, parts).parallel().mapToDouble(p -> sum(p * length, length)).sum();
  }

  private double sum(int from, int length) {
    float[] sums = new float[SUMS];
    for (int start = from; start < from + length; start += SUMS) {
      add(start, sums);
    }
    double total = 0;
    for (float sum : sums) {
      total += sum;
    }
    return total;
  }

  private void add(int start, float[] sums) {
    float[] all = values;
    for (int i = 0; i < SUMS; i++) {
      sums[i] += all[start + i];
    }
  }
}
