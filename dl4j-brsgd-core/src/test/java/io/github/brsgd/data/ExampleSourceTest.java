package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** What every data set promises, and what is asked of a user's own. */
class ExampleSourceTest {

  private static final ImageShape SHAPE = new ImageShape(1, 1, 3);
  private static final List<String> CLASSES = List.of("a", "b");

  @TempDir private Path folder;

  private DatasetLocator nowhere;

  @BeforeEach
  void locator() {
    nowhere =
        new DatasetLocator(Optional.empty(), Optional.empty(), folder, folder.resolve("dl4j"));
  }

  private static DataSet examples(int n, int columns, int classes) {
    return new DataSet(
        Nd4j.zeros(DataType.FLOAT, n, columns), Nd4j.zeros(DataType.FLOAT, n, classes));
  }

  @Test
  void aPublishedDatasetThatIsNowhereSaysWhereItWasLookedFor() {
    for (KnownDataset dataset : KnownDataset.values()) {
      assertThatThrownBy(() -> dataset.check(nowhere))
          .isInstanceOf(DatasetNotFoundException.class)
          .hasMessageStartingWith("dataset: " + dataset.id() + " is not found: no folder " + folder)
          .satisfies(e -> assertThat(((DatasetNotFoundException) e).dataset()).isEqualTo(dataset));
      assertThatThrownBy(() -> dataset.load(new DataRequest(nowhere, 0, false)))
          .isInstanceOf(DatasetNotFoundException.class);
    }
  }

  @Test
  void syntheticDigitsAreAlwaysThere() {
    SyntheticDigits digits = new SyntheticDigits();
    assertThatCode(() -> digits.check(nowhere)).doesNotThrowAnyException();
    DataParts parts = digits.load(new DataRequest(nowhere, 30, false));
    assertThat(parts.training().getFeatures())
        .isEqualTo(SyntheticDigits.generate(30, 1).toDataSet().getFeatures());
    assertThat(parts.test().numExamples()).isEqualTo(2_000);
    assertThat(parts.origin()).isEqualTo("drawn by the program");
    assertThat(parts.checksums()).isEmpty();
  }

  @Test
  void whatWasReadIsTold() throws IOException {
    Path file = folder.resolve("own.csv");
    Files.write(file, List.of("0,a", "1,b", "2,a", "3,b", "4,a", "5,b"));
    DataParts parts = new CsvTable(file, "2").load(DataRequest.standard());
    assertThat(parts.origin()).isEqualTo(file.toString());
    assertThat(parts.checksums())
        .containsExactly(Map.entry("own.csv", FileChecksums.unpacked(file)));
  }

  @Test
  void examplesOfAnotherShapeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataParts(SHAPE, CLASSES, examples(4, 2, 2), () -> null))
        .withMessage(
            "dataset: training: need features [n, 3] and labels [n, classes] of at least 2 classes,"
                + " got features [4, 2], labels [4, 2] and 2 names of classes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataParts(SHAPE, CLASSES, examples(4, 3, 3), () -> null))
        .withMessageContaining("labels [4, 3] and 2 names");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataParts(SHAPE, List.of("a"), examples(4, 3, 1), () -> null))
        .withMessageContaining("labels [4, 1] and 1 names");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataParts(SHAPE, CLASSES, new DataSet(), () -> null))
        .withMessageContaining("got features none, labels none");
    DataParts parts = new DataParts(SHAPE, CLASSES, examples(4, 3, 2), () -> examples(2, 4, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(parts::test)
        .withMessageContaining("dataset: test: need features [n, 3]");
  }

  @Test
  void lessThanNoExamplesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataRequest(nowhere, -1, false))
        .withMessage("examples: need >= 0 (0 for all), got -1");
  }
}
