package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsOfRunsTest {

  @Test
  void countsRoundsOfAllRunsAndThoseThatARunWillNotTake() {
    List<String> shown = new ArrayList<>();
    RoundsOfRuns bar = new RoundsOfRuns((step, message) -> shown.add(step + ": " + message), 2, 3);
    bar.round();
    bar.ended(0);
    bar.round();
    bar.round();
    bar.ended(3);
    assertThat(shown)
        .containsExactly(
            "1: 0 of 2 runs",
            "4: 1 of 2 runs",
            "5: 1 of 2 runs",
            "6: 1 of 2 runs",
            "6: 2 of 2 runs");
  }
}
