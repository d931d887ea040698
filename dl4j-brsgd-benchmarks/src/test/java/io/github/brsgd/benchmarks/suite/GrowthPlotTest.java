package io.github.brsgd.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.benchmarks.RowKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthPlotTest {

  private static Measured measured(int m, int d, RowKind rows, double millis) {
    return new Measured(
        BenchmarkCase.rule("krum", m, 2, d, rows), millis, millis, 1, OptionalDouble.empty());
  }

  @Test
  void picturesAreDrawnOfThreeSizesOrMore(@TempDir Path folder) throws IOException {
    List<Measured> results = new ArrayList<>();
    for (int d : new int[] {10_000, 1_000, 100}) {
      results.add(measured(11, d, RowKind.NOISE, d / 1e3));
      results.add(measured(11, d, RowKind.REAL_LIKE, d / 1e3));
    }
    results.add(measured(25, 100, RowKind.NOISE, 1));
    GrowthPlot.write(folder, results);
    assertThat(ImageIO.read(folder.resolve("growth-d.png").toFile()).getWidth()).isPositive();
    assertThat(folder.resolve("growth-m.png")).doesNotExist();

    results.add(measured(51, 100, RowKind.NOISE, 4));
    GrowthPlot.write(folder, results);
    assertThat(folder.resolve("growth-m.png")).exists();
  }

  @Test
  void nothingIsDrawnOfFewerSizes(@TempDir Path folder) throws IOException {
    GrowthPlot.write(folder, List.of(measured(11, 100, RowKind.NOISE, 1)));
    assertThat(folder).isEmptyDirectory();
  }
}
