package io.github.brsgd.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.brsgd.training.ExampleReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;

class ValidationSplitTest {

  private static ValidationSplit split(Properties properties) {
    ValidationSplit split = new ValidationSplit();
    split.configure(properties);
    return split;
  }

  private static List<String> rows(DataSet examples) {
    List<String> rows = new ArrayList<>();
    for (DataSet one : examples.asList()) {
      rows.add(one.getFeatures().toString() + one.getLabels());
    }
    rows.sort(Comparator.naturalOrder());
    return rows;
  }

  @Test
  void everyExampleIsOnOneSide() {
    ValidationSplit split = split(TinyData.split());
    DataSet training = ExampleReader.readAll(split.trainData());
    DataSet held = ExampleReader.readAll(split.testData());

    assertThat(split.testData().next().numExamples()).isEqualTo(100);
    assertThat(training.numExamples()).isEqualTo(300);
    assertThat(held.numExamples()).isEqualTo(100);
    assertThat(rows(DataSet.merge(List.of(training, held)))).isEqualTo(rows(TinyData.examples()));
    assertThat(held.getLabels().sum(0).minNumber().intValue()).isGreaterThan(30);
  }

  @Test
  void anotherSeedHoldsOutOthers() {
    Properties other = TinyData.split();
    other.setProperty(ValidationSplit.SEED, "4");
    assertThat(rows(ExampleReader.readAll(split(other).testData())))
        .isNotEqualTo(rows(ExampleReader.readAll(split(TinyData.split()).testData())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-0.5", "NaN", "1e-9", "many"})
  void aShareThatLeavesNothingIsRefused(String share) {
    Properties properties = TinyData.split();
    properties.setProperty(ValidationSplit.SHARE, share);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(properties).trainData())
        .withMessageContaining("validation.share");
  }

  @Test
  void whatIsMissingIsNamed() {
    Properties properties = TinyData.split();
    properties.remove(ValidationSplit.SOURCE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(properties).trainData())
        .withMessageContaining("validation.source is not set");
    properties.setProperty(ValidationSplit.SOURCE, "java.lang.String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split(properties).trainData())
        .withMessageContaining("java.lang.String is not a class that implements DataSource");
  }
}
