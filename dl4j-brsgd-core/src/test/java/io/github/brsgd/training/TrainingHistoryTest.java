package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingHistoryTest {

  private static final TrainingHistory HISTORY =
      new TrainingHistory(
          List.of(
              new RoundRecord(
                  0,
                  1,
                  2.5,
                  3,
                  4,
                  0.25,
                  OptionalDouble.of(0.125),
                  9,
                  List.of(),
                  false,
                  OptionalDouble.of(0.5),
                  OptionalDouble.empty(),
                  List.of()),
              new RoundRecord(
                  1,
                  0.5,
                  2,
                  Double.NaN,
                  Double.NaN,
                  Double.NaN,
                  OptionalDouble.empty(),
                  9,
                  List.of(3, 7),
                  true,
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  List.of())));

  @Test
  void isWrittenAsCommaSeparatedValues(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("rounds.csv");
    HISTORY.writeCsv(file);
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            round,learning_rate,loss,aggregate_norm,honest_norm,cosine,attacker_share,answered,screened,skipped,accuracy,attack_success
            0,1.00000000,2.50000000,3.00000000,4.00000000,0.250000000,0.125000000,9,,false,0.500000000,
            1,0.500000000,2.00000000,,,,,9,3 7,true,,
            """);
    HISTORY.writeCsv(file);
    assertThat(folder).isDirectoryContaining(f -> f.equals(file));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFolderThatIsNotThereIsAnErrorThatNamesTheFile(@TempDir Path folder) {
    assertThatThrownBy(() -> HISTORY.writeCsv(folder.resolve("none").resolve("rounds.csv")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("rounds.csv");
  }

  @Test
  void lastAccuracyIsTheLastThatWasEvaluated() {
    assertThat(HISTORY.lastAccuracy()).hasValue(0.5);
    assertThat(new TrainingHistory(List.of()).lastAccuracy()).isEmpty();
    assertThat(new TrainingHistory(List.of()).toCsv()).startsWith("round,").endsWith("success\n");
  }
}
