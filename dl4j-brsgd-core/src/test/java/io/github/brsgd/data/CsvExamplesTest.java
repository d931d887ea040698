package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

class CsvExamplesTest {

  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("examples.csv"), text);
  }

  @Test
  void numbersAndAClass() throws Exception {
    DataSet examples = CsvExamples.read(file("1,2.5,0\n-3,4e1,2\n"), 3);
    assertThat(examples.getFeatures().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 2.5f}, {-3, 40}});
    assertThat(examples.getLabels().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{1, 0, 0}, {0, 0, 1}});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,0;1,0|line 2: has 2 columns, expected 3",
        "1,2,3|line 1: class is 3.0, expected 0..2",
        "1,2,0.5|line 1: class is 0.5",
        "1,x,0|line 1, column 2: expected a finite number within the range of float, got 'x'",
        "1,NaN,0|line 1, column 2: expected a finite number within the range of float, got 'NaN'",
        "1e39,1,0|line 1, column 1: expected a finite number within the range of float, got '1e39'",
        "7|line 1: has 1 columns, expected 2",
        "1,2,0;1d,2,0|line 2, column 1: expected a finite number within the range of float, got"
            + " '1d'",
        "1,2f,0|line 1, column 2: expected a finite number within the range of float, got '2f'",
        "0x1p3,2,0|line 1, column 1: expected a finite number within the range of float, got"
            + " '0x1p3'",
        "1,2,0;;1,2,0|line 2: is blank",
        ";1,2,0|line 1: is blank",
        "1,2,0;1,\"2,0|line 2: "
      })
  void whatIsWrongIsNamed(String text, String message) throws Exception {
    Path file = file(text.replace(';', '\n'));
    assertThatThrownBy(() -> CsvExamples.read(file, 3))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("examples.csv: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \n\n"})
  void anEmptyFileIsRefused(String text) throws Exception {
    Path file = file(text);
    assertThatThrownBy(() -> CsvExamples.read(file, 2))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageEndingWith("examples.csv: has no lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,0\n\n", "1,2,0\r\n\r\n", "1,2,0\n  \n\n", "1,2,0", "+1.,.2e1,0\n"})
  void blankLinesMayFollow(String text) throws Exception {
    DataSet examples = CsvExamples.read(file(text), 2);
    assertThat(examples.getFeatures().toFloatMatrix()).isDeepEqualTo(new float[][] {{1, 2}});
  }

  /** Longer than what is read of it at a time. */
  @Test
  void aLongTableIsReadInPieces() throws Exception {
    Path file = folder.resolve("long.csv");
    Files.writeString(file, "1.5,0\r\n-2.5,1\r\n".repeat(5000), StandardCharsets.UTF_16);
    DataSet read = CsvExamples.read(file, 2);
    assertThat(read.numExamples()).isEqualTo(10_000);
    assertThat(read.getFeatures().getFloat(9999, 0)).isEqualTo(-2.5f);
    assertThat(read.getLabels().sumNumber().intValue()).isEqualTo(10_000);
    byte[] latin =
        "1.5,0\n".repeat(5000).concat("\u00e9,1\n").getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, latin);
    assertThatThrownBy(() -> CsvExamples.read(file, 2))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> CsvExamples.read(folder.resolve("none.csv"), 2))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.csv: no such file");
    assertThatThrownBy(() -> CsvExamples.read(folder, 2))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(folder + ": is a folder");
  }

  @Test
  void spambase() throws Exception {
    String data = System.getenv(DatasetLocator.VARIABLE);
    assumeThat(data).as("BRSGD_DATA is set").isNotNull();
    Path file = Path.of(data, "spambase", "spambase.data");
    assumeThat(file).exists();
    DataSet spam = CsvExamples.read(file, 2);
    assertThat(spam.getFeatures().shape()).containsExactly(4601, 57);
    assertThat(spam.getLabels().getColumn(1).sumNumber().intValue()).isEqualTo(1813);
    Path unix = folder.resolve("spambase.data");
    Files.writeString(unix, Files.readString(file).replace("\r", ""));
    assertThat(CsvExamples.read(unix, 2).numExamples()).isEqualTo(4601);
  }
}
