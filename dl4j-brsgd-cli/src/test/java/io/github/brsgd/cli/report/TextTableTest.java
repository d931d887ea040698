package io.github.brsgd.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  private static final TextTable TABLE =
      new TextTable(
          List.of("rule", "ipm", "nan"),
          List.of(
              List.of("mean", "9.8", "aborted"), List.of("bulyan:q=3,base=krum", "90.1", "8|9")));

  @Test
  void alignsColumnsForTheScreen() {
    assertThat(TABLE.toText())
        .isEqualTo(
            """
            rule                   ipm  nan
            --------------------  ----  -------
            mean                   9.8  aborted
            bulyan:q=3,base=krum  90.1  8|9
            """);
  }

  @Test
  void writesMarkdown() {
    assertThat(TABLE.toMarkdown())
        .isEqualTo(
            """
            | rule | ipm | nan |
            |---|---:|---|
            | mean | 9.8 | aborted |
            | bulyan:q=3,base=krum | 90.1 | 8\\|9 |
            """);
  }

  @Test
  void quotesCellsOfCsvWhereNeeded() {
    assertThat(TABLE.toCsv())
        .isEqualTo("rule,ipm,nan\nmean,9.8,aborted\n\"bulyan:q=3,base=krum\",90.1,8|9\n");
  }

  @Test
  void refusesRowsOfAnotherLength() {
    assertThatThrownBy(() -> new TextTable(List.of("a"), List.of(List.of("1", "2"))))
        .hasMessage("row 0: need 1 cells, got 2");
  }
}
