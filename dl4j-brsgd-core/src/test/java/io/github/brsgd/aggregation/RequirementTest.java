package io.github.brsgd.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.pre.Clipping;
import io.github.brsgd.aggregation.pre.PreAggregated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {

  @ParameterizedTest
  @ValueSource(ints = {5, 1 << 30, Integer.MAX_VALUE})
  void aMajorityIsAskedForWhateverQIs(int q) {
    Aggregator median = new CoordinateWiseMedian();
    for (Aggregator rule : new Aggregator[] {median, new PreAggregated(new Clipping(1), median)}) {
      assertThatThrownBy(() -> rule.check(10, q))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(
              "median: need m >= 2q+1, got m=10, q=" + q + " (m=10 tolerates at most q=4)");
    }
  }

  @Test
  void theLeastCountIsAnIntWhereOneHoldsIt() {
    assertThat(Requirement.MAJORITY.minimumNodes(1 << 28)).isEqualTo((1 << 29) + 1);
    assertThat(Requirement.BULYAN.minimumNodes(1 << 30)).isEqualTo(Integer.MAX_VALUE);
  }
}
