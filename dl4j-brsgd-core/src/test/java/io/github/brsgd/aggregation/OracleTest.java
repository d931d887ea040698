package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Every rule against reference results, in float and in double. */
class OracleTest {

  private static final AggregationContext CONTEXT = AggregationContext.first(0);

  private static Stream<DynamicTest> tests(String id, Function<OracleCase, Aggregator> rule) {
    return OracleCase.of(id)
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      c.assertMatches(aggregate(rule.apply(c), c, DataType.FLOAT), 1e-4);
                      c.assertMatches(aggregate(rule.apply(c), c, DataType.DOUBLE), 1e-9);
                    }));
  }

  private static INDArray aggregate(Aggregator rule, OracleCase c, DataType type) {
    return rule.aggregate(c.input(type), CONTEXT).vector();
  }

  @TestFactory
  Stream<DynamicTest> mean() {
    return tests("mean", c -> new Mean());
  }

  @TestFactory
  Stream<DynamicTest> median() {
    return tests("median", c -> new CoordinateWiseMedian());
  }

  @TestFactory
  Stream<DynamicTest> trimmedMean() {
    return tests("trimmed-mean", c -> new TrimmedMean(c.q()));
  }

  @TestFactory
  Stream<DynamicTest> meanAroundMedian() {
    return tests("mean-around-median", c -> new MeanAroundMedian(c.q()));
  }

  @TestFactory
  Stream<DynamicTest> krum() {
    return tests("krum", c -> new Krum(c.q()));
  }

  @TestFactory
  Stream<DynamicTest> krumWithAnotherCountOfNeighbours() {
    return tests("krum-neighbours-n-f-1", c -> new Krum(c.q(), c.m() - c.q() - 1));
  }

  @TestFactory
  Stream<DynamicTest> multiKrum() {
    return tests("multi-krum", c -> new MultiKrum(c.q(), c.integer("k")));
  }

  @TestFactory
  Stream<DynamicTest> multiKrumWithAnotherCountOfNeighbours() {
    return tests(
        "multi-krum-neighbours-n-f-1",
        c -> new MultiKrum(c.q(), c.integer("k"), c.m() - c.q() - 1));
  }

  @TestFactory
  Stream<DynamicTest> bulyan() {
    return tests("bulyan-krum", c -> new Bulyan(c.q(), Bulyan.Base.KRUM));
  }

  @TestFactory
  Stream<DynamicTest> smoothedGeometricMedian() {
    return tests(
        "geometric-median-3-smoothed-steps",
        c -> new SmoothedGeometricMedian(c.integer("T"), c.number("nu")));
  }

  @TestFactory
  Stream<DynamicTest> minimumDiameterAveraging() {
    return tests("minimum-diameter-averaging", c -> new MinimumDiameterAveraging(c.q()));
  }

  @TestFactory
  Stream<DynamicTest> monna() {
    return tests("monna", c -> new Monna(c.q(), c.integer("pivot")));
  }

  @TestFactory
  Stream<DynamicTest> centeredClipping() {
    return tests("centered-clipping", c -> new CenteredClipping(c.number("tau"), c.integer("L")));
  }

  @TestFactory
  Stream<DynamicTest> geometricMedian() {
    return OracleCase.of("geometric-median")
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name(),
                    () -> {
                      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
                        INDArray median = aggregate(new GeometricMedian(), c, type);
                        if (c.d() == 1 && c.m() % 2 == 0) {
                          assertBetweenTheMiddleRows(median, c);
                        } else {
                          c.assertMatches(median, 1e-5);
                        }
                      }
                    }));
  }

  private static void assertBetweenTheMiddleRows(INDArray median, OracleCase c) {
    double[] sorted = c.input(DataType.DOUBLE).reshape(c.m()).toDoubleVector();
    Arrays.sort(sorted);
    assertThat(median.getDouble(0)).isBetween(sorted[c.m() / 2 - 1], sorted[c.m() / 2]);
  }
}
