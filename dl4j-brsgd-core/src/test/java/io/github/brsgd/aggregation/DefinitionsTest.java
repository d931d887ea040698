package io.github.brsgd.aggregation;

import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.oracle.OracleCase;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rules against their definitions taken literally, where a library has none: over the least m and
 * those after it, even and odd, and lengths around the blocks that the kernels work in.
 */
class DefinitionsTest {

  private static final int[] LENGTHS = {1, 2, 7, 64, 513};

  @TestFactory
  Stream<DynamicTest> median() {
    return agree(q -> new CoordinateWiseMedian(), (rows, q) -> Naive.median(rows));
  }

  @TestFactory
  Stream<DynamicTest> trimmedMean() {
    return agree(TrimmedMean::new, Naive::trimmedMean);
  }

  @TestFactory
  Stream<DynamicTest> meanAroundMedian() {
    return agree(MeanAroundMedian::new, Naive::meanAroundMedian);
  }

  @TestFactory
  Stream<DynamicTest> phocas() {
    return agree(Phocas::new, Naive::phocas);
  }

  @TestFactory
  Stream<DynamicTest> comparativeGradientElimination() {
    return agree(ComparativeGradientElimination::new, Naive::comparativeGradientElimination);
  }

  @TestFactory
  Stream<DynamicTest> monna() {
    return agree(q -> new Monna(q, 1), (rows, q) -> Naive.monna(rows, q, 1), 2);
  }

  @TestFactory
  Stream<DynamicTest> minimumDiameterAveraging() {
    return agree(MinimumDiameterAveraging::new, Naive::minimumDiameterAveraging);
  }

  @TestFactory
  Stream<DynamicTest> smea() {
    return agree(Smea::new, Naive::smea);
  }

  @TestFactory
  Stream<DynamicTest> centeredClipping() {
    return agree(
        q -> new CenteredClipping(1.5, 1 + q),
        (rows, q) -> Naive.centeredClipping(rows, 1.5, 1 + q, new double[rows[0].length]));
  }

  @TestFactory
  Stream<DynamicTest> centredTrimmedMetaAggregatorAroundTheMedian() {
    return agree(
        q -> new CenteredTrimmedMetaAggregator(q, new CoordinateWiseMedian()),
        (rows, q) -> Naive.centredTrimmedMean(rows, q, Naive.median(rows)));
  }

  @TestFactory
  Stream<DynamicTest> centredTrimmedMetaAggregatorAroundPhocas() {
    return agree(
        q -> new CenteredTrimmedMetaAggregator(q, new Phocas(q)),
        (rows, q) -> Naive.centredTrimmedMean(rows, q, Naive.phocas(rows, q)));
  }

  @TestFactory
  Stream<DynamicTest> groupwiseOfOneGroup() {
    return agree(
        q -> new GroupwiseAggregation(q, 1, new TrimmedMean(q)),
        (rows, q) -> Naive.centredTrimmedMean(rows, q, Naive.trimmedMean(rows, q)));
  }

  @TestFactory
  Stream<DynamicTest> iterativeFilter() {
    return agree(IterativeFilter::new, Naive::iterativeFilter);
  }

  @TestFactory
  Stream<DynamicTest> divideAndConquer() {
    return agree(DivideAndConquer::new, Naive::divideAndConquer);
  }

  private static Stream<DynamicTest> agree(
      IntFunction<Aggregator> rule, BiFunction<double[][], Integer, double[]> definition) {
    return agree(rule, definition, 1);
  }

  private static Stream<DynamicTest> agree(
      IntFunction<Aggregator> rule,
      BiFunction<double[][], Integer, double[]> definition,
      int leastRows) {
    return Stream.of(0, 1, 2, 3)
        .flatMap(
            q ->
                Stream.of(0, 1, 2, 5)
                    .map(extra -> Math.max(leastRows, LeastNodes.of(rule.apply(q)::check)) + extra)
                    .flatMap(
                        m ->
                            Arrays.stream(LENGTHS)
                                .mapToObj(d -> test(rule.apply(q), definition, m, q, d))));
  }

  private static DynamicTest test(
      Aggregator rule, BiFunction<double[][], Integer, double[]> definition, int m, int q, int d) {
    return DynamicTest.dynamicTest(
        "m=" + m + ", q=" + q + ", d=" + d,
        () -> {
          double[][] rows = Matrices.normal(m, d, 1000L * m + 10L * q + d);
          for (int a = 0; a < q; a++) {
            Arrays.fill(rows[(2 * a + 1) % m], 3 + a);
          }
          double[] expected = definition.apply(rows, q);
          check(rule, rows, expected, DataType.DOUBLE, 1e-9);
          check(rule, rows, expected, DataType.FLOAT, 1e-4);
        });
  }

  private static void check(
      Aggregator rule, double[][] rows, double[] expected, DataType type, double tolerance) {
    OracleCase.assertRelativelyClose(
        rule + " of " + type,
        rule.aggregate(Matrices.array(rows, type), AggregatorContract.CONTEXT).vector(),
        Nd4j.createFromArray(expected),
        tolerance);
  }
}
