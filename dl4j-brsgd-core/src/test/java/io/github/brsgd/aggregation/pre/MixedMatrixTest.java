package io.github.brsgd.aggregation.pre;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.aggregation.AggregatorContract;
import io.github.brsgd.aggregation.GroupwiseAggregation;
import io.github.brsgd.aggregation.LeastNodes;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.linalg.Rows;
import io.github.brsgd.oracle.OracleCase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Every rule behind every chain gives what it gives on the mixed rows written into a matrix. */
class MixedMatrixTest {

  private static final AggregationContext CONTEXT = AggregatorContract.CONTEXT;

  @TestFactory
  Stream<DynamicTest> equalsTheRuleOnTheMixedMatrix() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int q = 0; q <= 2; q++) {
      for (List<PreAggregator> chain : Members.chains(q)) {
        for (Aggregator rule : Members.rules(q)) {
          if (!chain.isEmpty() && Members.fit(chain, rule)) {
            PreAggregated whole = new PreAggregated(chain, rule);
            int least = rule instanceof GroupwiseAggregation gas ? gas.p() : 1;
            for (int d : new int[] {least, 5, 1025}) {
              tests.add(
                  DynamicTest.dynamicTest(
                      whole + ", d=" + d,
                      () -> checkAgainstMatrix(whole, LeastNodes.of(whole::check) + 1, d)));
            }
          }
        }
      }
    }
    return tests.stream();
  }

  private static void checkAgainstMatrix(PreAggregated whole, int m, int d) {
    INDArray rows = Matrices.array(Matrices.normal(m, d, m + d), DataType.DOUBLE).addi(0.5);
    Aggregation actual = whole.aggregate(rows, CONTEXT);
    // Mixed rows tie often, so the matrix has to hold the same bits as the blocks.
    Rows mixed = Rows.of(rows);
    for (int k = 0; k < whole.steps().size(); k++) {
      mixed = mixed.mix(whole.steps().get(k).mixing(mixed, CONTEXT.derive(k)));
    }
    OracleCase.assertRelativelyClose(
        "vector", actual.vector(), whole.rule().aggregate(mixed.matrix(), CONTEXT).vector(), 1e-12);
    if (actual.hasRowWeights()) {
      assertThat(actual.rowWeights()).hasSize(m);
      INDArray weighted = Nd4j.createFromArray(new double[][] {actual.rowWeights()}).mmul(rows);
      // Against the rows: a result may happen to be near 0.
      assertThat(weighted.distance2(actual.vector()))
          .as("weights")
          .isLessThanOrEqualTo(1e-9 * rows.norm2Number().doubleValue());
    }
  }
}
