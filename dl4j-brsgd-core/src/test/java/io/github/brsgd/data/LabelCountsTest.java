package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelCountsTest {

  private static final int[] LABELS = {0, 1, 1, 2, 0, 1};
  private static final LabelCounts COUNTS =
      LabelCounts.of(new int[][] {{0, 1, 2}, {3}, {4, 5}}, LABELS, List.of("a", "b, c", "\"d\""));

  @Test
  void examplesAreCountedByNodeAndClass() {
    assertThat(COUNTS.counts())
        .containsExactly(List.of(1, 2, 0), List.of(0, 0, 1), List.of(1, 1, 0));
    assertThat(COUNTS.nodes()).isEqualTo(3);
    assertThat(COUNTS.examples(0)).isEqualTo(3);
    assertThat(COUNTS.held(0)).isEqualTo(2);
    assertThat(COUNTS.held(1)).isEqualTo(1);
  }

  @Test
  void theyAreWrittenAsCsvAndReadAgain() {
    assertThat(COUNTS.toCsv())
        .isEqualTo("node,examples,a,\"b, c\",\"\"\"d\"\"\"\n0,3,1,2,0\n1,1,0,0,1\n2,2,1,1,0\n");
    assertThat(LabelCounts.fromCsv(COUNTS.toCsv())).isEqualTo(COUNTS);
  }

  @Test
  void theyAreATable() {
    assertThat(COUNTS.named(List.of("a", "b", "long")))
        .hasToString(
            "node  examples  a  b  long\n"
                + "   0         3  1  2     0\n"
                + "   1         1  0  0     1\n"
                + "   2         2  1  1     0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "node,examples,a;0,1,1|cut off",
        "'' |cut off",
        "';'|line 1: need node,examples and the classes",
        "node,examples;|line 1: need node,examples and the classes",
        "nodes,examples,a;0,1,1;|line 1: need node,examples and the classes",
        "node,examples,a;0,1;|need 1 counts >= 0 of node 0, got []",
        "node,examples,a;0,1,1,1;|need 1 counts >= 0 of node 0, got [1, 1]",
        "node,examples,a;0,1,-1;|need 1 counts >= 0 of node 0, got [-1]",
        "node,examples,a;0,1,x;|need whole numbers, got 'x'",
        "node,examples,a;1,1,1;|line 2: need node and examples [0, 1], got [1, 1]",
        "node,examples,a;0,2,1;|line 2: need node and examples [0, 1], got [0, 2]",
        "node,examples,a,a;0,1,1,0;|classes: need at least one, all different",
        "node,examples,\"a;0,1,1;|is no CSV"
      })
  void whatIsNoneIsRefused(String lines, String message) {
    assertThatThrownBy(() -> LabelCounts.fromCsv(lines.replace(';', '\n')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsNotThereIsNamed() {
    List<String> two = List.of("a", "b");
    assertThatThrownBy(() -> LabelCounts.of(new int[][] {{6}}, LABELS, two))
        .hasMessage("shards: there are examples 0..5, got 6");
    assertThatThrownBy(() -> LabelCounts.of(new int[][] {{3}}, LABELS, two))
        .hasMessage("labels: there are classes 0..1, example 3 has 2");
    assertThatThrownBy(() -> COUNTS.named(two)).isInstanceOf(IllegalArgumentException.class);
  }
}
