package io.github.brsgd.cli.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.training.TrainingHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsFileTest {

  @TempDir Path folder;

  private void write(String text) throws IOException {
    Files.writeString(folder.resolve(RoundsFile.NAME), text);
  }

  @Test
  void readsWhatARunWrites() throws IOException {
    write(new TrainingHistory(Samples.history(6, 2, true)).toCsv());
    List<RoundsFile.Row> rows = RoundsFile.read(folder);
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0).number()).isEqualTo(1);
    assertThat(rows.get(0).honestNorm()).isEqualTo(0.5);
    assertThat(rows.get(0).accuracy()).isNaN();
    assertThat(rows.get(4).accuracy()).isEqualTo(0.82);
    assertThat(rows.get(4).attackerShare()).isEqualTo(0.1);
    write(new TrainingHistory(List.of()).toCsv());
    assertThat(RoundsFile.read(folder)).isEmpty();
  }

  @Test
  void whatIsBrokenIsToldWithItsLine() throws IOException {
    String whole = new TrainingHistory(Samples.history(3, 1, true)).toCsv();
    assertCorrupt(whole.substring(0, whole.length() - 3), "cut off");
    assertCorrupt(whole + "3,0.5\n", "line 5: need 12 fields, got 2");
    assertCorrupt(whole.replace("\n1,", "\none,"), "line 3: round: need a number, got 'one'");
    assertCorrupt(whole.replace("\n1,", "\n-1,"), "line 3: round: need a number of a round");
    assertCorrupt(whole.replace("honest_norm", "norm"), "line 1: there is no column honest_norm");
    assertCorrupt("", "cut off");
    Files.write(folder.resolve(RoundsFile.NAME), new byte[] {(byte) 0xFC, 10});
    assertThatThrownBy(() -> RoundsFile.read(folder)).hasMessageContaining("UTF-8");
  }

  @Test
  void lineEndsAndMarksOfOtherProgramsAreNoMistake() throws IOException {
    String whole = new TrainingHistory(Samples.history(3, 1, true)).toCsv();
    write("\ufeff" + whole.replace("\n", "\r\n"));
    List<RoundsFile.Row> rows = RoundsFile.read(folder);
    write(whole);
    assertThat(rows).isEqualTo(RoundsFile.read(folder));
  }

  private void assertCorrupt(String text, String message) throws IOException {
    write(text);
    assertThatThrownBy(() -> RoundsFile.read(folder))
        .isInstanceOf(CorruptFileException.class)
        .hasMessageContaining(RoundsFile.NAME)
        .hasMessageContaining(message);
  }
}
