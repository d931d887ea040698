package io.github.brsgd.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class ImageDatasetTest {

  private static ImageDataset two() {
    return new ImageDataset(
        "two",
        new ImageShape(2, 1, 2),
        new byte[] {0, (byte) 255, 51, 51, 102, (byte) 153, 51, 51},
        new byte[] {1, 0},
        ImageDataset.numbered(2));
  }

  @Test
  void becomesRowsAndOneHotLabels() {
    DataSet examples = two().toDataSet();
    assertThat(examples.getFeatures().toFloatMatrix())
        .isDeepEqualTo(new float[][] {{0, 1, 0.2f, 0.2f}, {0.4f, 0.6f, 0.2f, 0.2f}});
    assertThat(examples.getLabels().toFloatMatrix()).isDeepEqualTo(new float[][] {{0, 1}, {1, 0}});
  }

  @Test
  void scalingFitsEachChannel() {
    PixelScaling scaling = PixelScaling.fit(two());
    assertThat(scaling.mean().get(0)).isCloseTo(0.5, within(1e-12));
    assertThat(scaling.deviation().get(0)).isCloseTo(Math.sqrt(0.13), within(1e-12));
    assertThat(scaling.deviation().get(1)).as("constant channel").isEqualTo(1);
    DataSet examples = two().toDataSet(scaling);
    assertThat(examples.getFeatures().getColumn(2).sumNumber().doubleValue())
        .isCloseTo(0, within(1e-6));
    assertThat(examples.getFeatures().getFloat(0, 1)).isCloseTo(1.3868f, within(1e-4f));
  }

  @Test
  void partsKeepTheirLabels() {
    assertThat(two().subset(1).label(0)).isZero();
    assertThat(two().subset(1).pixel(0, 1)).isEqualTo(153);
    assertThat(two().first(1).labels()).containsExactly(1);
    assertThat(two().first(9).size()).isEqualTo(2);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> new ImageShape(0, 1, 1)).hasMessageContaining("got 0 x 1 x 1");
    assertThatThrownBy(() -> two().toDataSet(PixelScaling.unit(3)))
        .hasMessage("scaling: is for 3 channels, two has 2");
    assertThatThrownBy(() -> new PixelScaling(List.of(0.0), List.of(0.0)))
        .hasMessageContaining("positive deviations");
    assertThatThrownBy(() -> new PixelScaling(List.of(Double.NaN), List.of(1.0)))
        .hasMessageContaining("finite means");
    assertThatThrownBy(() -> two().subset()).hasMessageContaining("0 pixels");
  }
}
