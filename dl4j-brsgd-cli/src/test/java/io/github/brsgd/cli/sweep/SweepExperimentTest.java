package io.github.brsgd.cli.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.brsgd.catalog.Catalog;
import io.github.brsgd.cli.experiment.DataChoice;
import io.github.brsgd.cli.experiment.NodeChoice;
import io.github.brsgd.cli.model.ExampleModel;
import io.github.brsgd.data.ImageShape;
import io.github.brsgd.sweep.Reduction;
import io.github.brsgd.sweep.Search;
import io.github.brsgd.training.server.FailedRound;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class SweepExperimentTest {

  private static final SweepConfig CONFIG =
      new SweepConfig(
          new DataChoice("synthetic", 0, false),
          "logistic",
          5,
          1,
          List.of("zero"),
          List.of(1L),
          4,
          new SweepConfig.Space(
              new SweepConfig.Range(0.55, 0.55),
              new SweepConfig.Range(1, 1),
              List.of("median"),
              List.of(""),
              List.of(1),
              List.of(8)),
          Search.random(1, 1),
          SweepConfig.Measure.ACCURACY,
          Reduction.WORST,
          0.1,
          true,
          NodeChoice.PLAIN,
          FailedRound.THROW);

  /** Gradients of half precision are widened. */
  @Test
  void rowsOfHalfPrecisionTakeAsMuchMemoryAsFloats() {
    SweepExperiment experiment = new SweepExperiment(CONFIG, Catalog.standard());
    MultiLayerNetwork network =
        (MultiLayerNetwork)
            ExampleModel.parse(CONFIG.model()).create(new ImageShape(1, 4, 4), 2, 1);
    for (DataType type : List.of(DataType.HALF, DataType.FLOAT)) {
      assertThat(experiment.memory(network.convertDataType(type)).bytesPerValue()).isEqualTo(4);
    }
    assertThat(experiment.memory(network.convertDataType(DataType.DOUBLE)).bytesPerValue())
        .isEqualTo(8);
  }
}
