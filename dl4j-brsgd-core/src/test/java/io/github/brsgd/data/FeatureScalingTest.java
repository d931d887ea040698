package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The normalisation that parts tell of makes their features of what is in the files. */
class FeatureScalingTest {

  @TempDir private Path folder;

  private DataRequest request(boolean normalise) {
    return new DataRequest(
        new DatasetLocator(Optional.empty(), Optional.empty(), folder, folder), 0, normalise);
  }

  private static void same(INDArray raw, DataParts parts, INDArray features) {
    DataSet made = new DataSet(raw.dup(), Nd4j.zeros(raw.size(0), 2));
    parts.normalization().orElseThrow().preProcess(made);
    float[] expected = features.reshape(features.length()).toFloatVector();
    float[] actual = made.getFeatures().reshape(made.getFeatures().length()).toFloatVector();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f * (1 + Math.abs(expected[i]))));
    }
  }

  @Test
  void columnsOfATableAConstantOneIncluded() throws IOException {
    double[][] numbers =
        IntStream.range(0, 50)
            .mapToObj(i -> new double[] {1000 + 7 * i, 3, Math.sin(i) / 1000})
            .toArray(double[][]::new);
    Path file = folder.resolve("table.csv");
    Files.write(
        file,
        IntStream.range(0, 50)
            .mapToObj(
                i ->
                    Arrays.stream(numbers[i])
                            .mapToObj(String::valueOf)
                            .collect(Collectors.joining(","))
                        + ","
                        + (i % 2 == 0 ? "even" : "odd"))
            .toList());
    DataParts parts = new CsvTable(file, "4").load(request(false));
    HeldOut split = HeldOut.of(50);
    same(rows(numbers, split.training()), parts, parts.training().getFeatures());
    same(rows(numbers, split.test()), parts, parts.test().getFeatures());
  }

  private static INDArray rows(double[][] numbers, int[] lines) {
    return Nd4j.createFromArray(
        Arrays.stream(lines)
            .mapToObj(
                line -> {
                  float[] row = new float[numbers[line].length];
                  for (int c = 0; c < row.length; c++) {
                    row[c] = (float) numbers[line][c];
                  }
                  return row;
                })
            .toArray(float[][]::new));
  }

  @Test
  void pixelsOfImages() {
    for (boolean normalise : List.of(false, true)) {
      DataParts parts =
          new SyntheticDigits().load(new DataRequest(request(false).locator(), 40, normalise));
      INDArray bytes = SyntheticDigits.generate(40, 1).toDataSet().getFeatures().mul(255);
      same(bytes, parts, parts.training().getFeatures());
    }
  }

  @Test
  void partsOfAUsersOwnHaveNoneUnlessTheySay() {
    DataSet examples = new DataSet(Nd4j.zeros(4, 3), Nd4j.zeros(4, 2));
    DataParts own =
        new DataParts(new ImageShape(1, 1, 3), List.of("a", "b"), examples, () -> examples);
    assertThat(own.normalization()).isEmpty();
  }
}
