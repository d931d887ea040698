package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Sizes and groups of known cases. */
class UnequalPartitionersTest {

  private static int[] sizes(int[][] shards) {
    return Arrays.stream(shards).mapToInt(shard -> shard.length).toArray();
  }

  private static DataSet data(float... values) {
    return new DataSet(
        Nd4j.createFromArray(values).reshape(values.length, 1),
        Nd4j.zeros(DataType.FLOAT, values.length, 2));
  }

  @Test
  void sizesFollowThePowerLawInARandomOrder() {
    int[] sizes = sizes(new PowerLawPartitioner(1).partition(new int[2500], 4, 3));
    assertThat(sizes).containsExactlyInAnyOrder(1200, 600, 400, 300);
    assertThat(
            IntStream.range(0, 40)
                .map(seed -> sizes(new PowerLawPartitioner(1).partition(new int[2500], 4, seed))[0])
                .distinct())
        .hasSize(4);
    assertThat(sizes(new PowerLawPartitioner(1e9).partition(new int[20], 4, 3)))
        .containsExactlyInAnyOrder(17, 1, 1, 1);
    assertThat(sizes(new PowerLawPartitioner(1e9, 4).partition(new int[20], 4, 3)))
        .containsExactlyInAnyOrder(8, 4, 4, 4);
  }

  @Test
  void exponentsAreNotNegative() {
    assertThatThrownBy(() -> new PowerLawPartitioner(-1))
        .hasMessageContaining("PowerLawPartitioner: exponent: need a non-negative, finite value");
    assertThatThrownBy(() -> new PowerLawPartitioner(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PowerLawPartitioner(1, 6).partition(new int[20], 4, 3))
        .hasMessageContaining("need nodes * least <= examples, got nodes=4, least=6, examples=20");
  }

  @Test
  void theLargerClassIsSharedByMoreNodes() {
    int[] labels = IntStream.range(0, 100).map(i -> i < 70 ? 3 : i < 99 ? 5 : 8).toArray();
    assertThat(sizes(new OneClassPartitioner().partition(labels, 6, 1)))
        .containsExactly(23, 23, 24, 14, 15, 1);
  }

  @Test
  void shardsNeedAnExampleEach() {
    assertThatThrownBy(() -> new ShardsPartitioner(3).partition(new int[11], 4, 1))
        .hasMessage(
            "ShardsPartitioner: need nodes * classes <= examples, got nodes=4, classes=3,"
                + " examples=11");
    assertThatThrownBy(() -> new ShardsPartitioner(1 << 30).partition(new int[11], 4, 1))
        .hasMessageContaining("classes=1073741824");
    assertThatThrownBy(() -> new ShardsPartitioner(0))
        .hasMessage("ShardsPartitioner: classes: need >= 1, got 0");
  }

  @Test
  void theLargestGroupsAreDealtFirstToWhoHasLeast() {
    // 1: five, 2: three, 0: two, NaN: two, 9: one
    DataSet data =
        data(1, 1, 1, 1, 1, 2, 2, 2, 0, -0f, Float.NaN, Float.intBitsToFloat(0x7fc00001), 9);
    int[][] shards = new ColumnPartitioner(1).partition(data, new int[13], 2, 1);
    assertThat(shards).isDeepEqualTo(new int[][] {{0, 1, 2, 3, 4, 10, 11}, {5, 6, 7, 8, 9, 12}});
    assertThat(new ColumnPartitioner(1).partition(data, new int[13], 2, 9)).isDeepEqualTo(shards);
  }

  @Test
  void columnsThatAreNotThereAreNamed() {
    assertThatThrownBy(() -> new ColumnPartitioner(0))
        .hasMessage("ColumnPartitioner: column: need >= 1, got 0");
    assertThatThrownBy(() -> new ColumnPartitioner(2).partition(data(1, 2), new int[2], 2, 1))
        .hasMessage("ColumnPartitioner: need 1 <= column <= features, got column=2, features=1");
    assertThatThrownBy(() -> new ColumnPartitioner(1).partition(new int[2], 2, 1))
        .hasMessageContaining("needs the features");
    assertThatThrownBy(() -> new ColumnPartitioner(1).partition(data(1, 2), new int[2], 3, 1))
        .hasMessageContaining("nodes=3, examples=2");
  }
}
