package io.github.brsgd.cli.experiment;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.data.DatasetLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentDataTest {

  @TempDir private Path folder;

  private static final DataChoice ANY = new DataChoice(DataChoice.ANY, 0, false);

  @Test
  void digitsDoNotStandInForAnMnistThatLacksAFile() throws IOException {
    Path mnist = Files.createDirectories(folder.resolve("datasets/mnist"));
    Files.writeString(mnist.resolve("train-images-idx3-ubyte"), "x");
    DatasetLocator locator =
        new DatasetLocator(
            Optional.empty(), Optional.empty(), folder.resolve("datasets"), folder.resolve("dl4j"));
    assertThatThrownBy(() -> ExperimentData.resolve(ANY, Catalog.standard(), locator))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(mnist + " lacks train-labels");
  }

  @Test
  void digitsDoNotStandInWhereTheVariableNamesNoFolder() {
    Path nowhere = folder.resolve("nowhere");
    DatasetLocator locator =
        new DatasetLocator(
            Optional.empty(),
            Optional.of(nowhere),
            folder.resolve("datasets"),
            folder.resolve("dl4j"));
    assertThatThrownBy(() -> ExperimentData.resolve(ANY, Catalog.standard(), locator))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("data: there is no folder " + nowhere);
  }
}
