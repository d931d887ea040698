package io.github.brsgd.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures the table of docs/choosing.md, writes it to target/robustness.md and checks it. */
@Tag("slow")
class RobustnessTableTest {

  @Test
  void nothingFoundContradictsWhatIsProven() throws IOException {
    List<RobustnessTable.Line> lines = RobustnessTable.lines().toList();
    List<String> text = lines.stream().map(RobustnessTable::markdown).toList();
    Files.writeString(
        Path.of("target/robustness.md"), RobustnessTable.head() + "\n" + String.join("\n", text));
    for (RobustnessTable.Line line : lines) {
      line.proven()
          .ifPresent(
              bound -> {
                assertThat(line.alike()).as(line.id()).isLessThan(bound);
                assertThat(line.skewed()).as(line.id()).isLessThan(bound);
              });
    }
    assertThat(lines.get(0).alike()).as("mean").isGreaterThan(1000);
  }
}
