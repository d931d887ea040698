package io.github.brsgd.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.aggregation.Krum;
import io.github.brsgd.attack.SignFlipping;
import io.github.brsgd.training.BrsgdTrainingMaster;
import java.time.Duration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

/** Settings as text, and settings that are refused. */
class SparkJsonTest {

  private static final String TRAINING =
      "\"training\": {\"nodes\": 3, \"byzantine\": 0, \"seed\": 1, \"rule\": \"mean\", \"rounds\": 1}";

  private static final BrsgdTrainingMaster KRUM =
      BrsgdTrainingMaster.builder()
          .nodes(7)
          .byzantine(2)
          .attackers(2)
          .attack(new SignFlipping())
          .rule(new Krum(2))
          .batchSize(5)
          .seed(123_456_789_012L)
          .rounds(3)
          .build();

  private static SparkBrsgdTrainingMasterBuilder builder() {
    return SparkBrsgdTrainingMaster.builder(KRUM);
  }

  private static void comesBack(SparkBrsgdTrainingMaster master) {
    assertThat(SparkBrsgdTrainingMaster.fromJson(master.toJson()).toJson())
        .isEqualTo(master.toJson());
    assertThat(SparkBrsgdTrainingMaster.fromYaml(master.toYaml()).toJson())
        .isEqualTo(master.toJson());
    assertThat(SparkBrsgdTrainingMaster.fromYaml(master.toYaml()).toYaml())
        .isEqualTo(master.toYaml());
  }

  @Test
  void everySettingComesBack() {
    comesBack(builder().build());
    SparkBrsgdTrainingMaster late =
        builder().partitions(3).deadline(Duration.ofMillis(1500)).build();
    comesBack(late);
    assertThat(late.toJson()).contains("\"partitions\" : 3", "PT1.5S", "COLLECT");
    SparkBrsgdTrainingMaster sharded = builder().transport(Transport.SHARDED).build();
    comesBack(sharded);
    assertThat(sharded.toYaml()).contains("SHARDED").doesNotContain("partitions", "deadline");
  }

  @Test
  void whatWasReadTrainsTheSameBits() {
    DataSet examples = Problem.examples(70, 2);
    MultiLayerNetwork local = Problem.initialised(Problem.plain());
    KRUM.fit(local, examples);
    MultiLayerNetwork remote = Problem.initialised(Problem.plain());
    SparkBrsgdTrainingMaster master =
        SparkBrsgdTrainingMaster.fromYaml(
            SparkBrsgdTrainingMaster.fromJson(builder().partitions(2).build().toJson()).toYaml());
    new SparkDl4jMultiLayer(LocalSpark.context(), remote, master).fit(Problem.rdd(examples, 7, 2));
    assertThat(remote.params()).isEqualTo(local.params());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"transport\": \"COLLECT\", \"parts\": 3`|parts",
        "`\"transport\": \"collect\"`|transport: need one of",
        "`\"transport\": 3`|transport: need one of",
        "`\"partitions\": 2`|transport: need one of",
        "`\"transport\": \"COLLECT\", \"partitions\": \"2\"`|partitions: need a number",
        "`\"transport\": \"COLLECT\", \"partitions\": null`|partitions: need a number",
        "`\"transport\": \"COLLECT\", \"partitions\": 2.5`|partitions: need a number",
        "`\"transport\": \"COLLECT\", \"partitions\": 0`|partitions",
        "`\"transport\": \"COLLECT\", \"deadline\": 5`|deadline: need a time",
        "`\"transport\": \"COLLECT\", \"deadline\": null`|deadline: need a time",
        "`\"transport\": \"COLLECT\", \"deadline\": \"PT0S\"`|deadline: need a time > 0",
        "`\"transport\": \"SHARDED\", \"deadline\": \"PT1S\"`|use Transport.COLLECT",
        "`\"transport\": \"COLLECT\", \"transport\": \"SHARDED\"`|Duplicate",
      })
  void otherTextIsRefused(String settings, String message) {
    assertThatThrownBy(
            () -> SparkBrsgdTrainingMaster.fromJson("{" + TRAINING + ", " + settings + "}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3",
        "[]",
        "{}",
        "{\"transport\": \"COLLECT\"}",
        "{\"training\": 3, \"transport\": \"COLLECT\"}",
        "{\"training\": {\"nods\": 3}, \"transport\": \"COLLECT\"}",
        "{" + TRAINING + ", \"transport\": \"COLLECT\"} {}",
        "{" + TRAINING,
      })
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> SparkBrsgdTrainingMaster.fromJson(text))
        .isInstanceOf(IllegalArgumentException.class);
    if (!text.endsWith(" {}")) {
      assertThatThrownBy(() -> SparkBrsgdTrainingMaster.fromYaml(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void yamlOfTwoDocumentsOrAKeyTwiceIsRefused() {
    String text = builder().build().toYaml();
    assertThatThrownBy(() -> SparkBrsgdTrainingMaster.fromYaml(text + "\n--- \nseed: 3\n"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SparkBrsgdTrainingMaster.fromYaml(text + "\ntransport: \"SHARDED\"\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsAreCheckedWhenTheyAreMade() {
    assertThatThrownBy(() -> builder().partitions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("partitions")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> builder().deadline(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline: need a time > 0");
    assertThatThrownBy(() -> builder().transport(Transport.SHARDED).deadline(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline");
    assertThatThrownBy(() -> builder().deadline(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("time");
    assertThatThrownBy(() -> builder().transport(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("transport");
  }
}
