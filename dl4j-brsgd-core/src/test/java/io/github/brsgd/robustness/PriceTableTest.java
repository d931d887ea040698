package io.github.brsgd.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.aggregation.Aggregation;
import io.github.brsgd.aggregation.AggregationContext;
import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.theory.robustness.Minority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The price of robustness: measured, beside its formula. */
class PriceTableTest {

  /** The mean of the first m-q rows, whatever they are. */
  private record FirstRows(int q) implements Aggregator {
    @Override
    public Aggregation aggregate(INDArray updates, AggregationContext context) {
      return new Aggregation(
          updates.get(NDArrayIndex.interval(0, updates.size(0) - q), NDArrayIndex.all()).mean(0));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5, 8})
  void aMeanOfFewerRowsPaysTheFormula(int q) {
    // 400 draws of 50 entries: a relative deviation of 1 in 100.
    assertThat(PriceTable.excess(new FirstRows(q), 0))
        .isCloseTo(new Minority(PriceTable.M, q).price(), Offset.offset(0.06));
  }

  @Test
  @Tag("slow")
  void theTableOfTheGuide() throws IOException {
    List<PriceTable.Line> lines = PriceTable.lines();
    Files.writeString(Path.of("target/price.md"), PriceTable.markdown(lines));
    for (PriceTable.Line line : lines) {
      if (line.rule().equals("trimmed-mean")) {
        assertThat(line.quiet())
            .as("normal noise, q=%d", line.q())
            .isBetween(0.0, new Minority(PriceTable.M, line.q()).price());
      }
      if (line.rule().equals("krum")) {
        assertThat(line.quiet()).as("one row").isGreaterThan(10);
      }
    }
  }
}
