package io.github.brsgd.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.brsgd.files.Sha256;
import io.github.brsgd.linalg.Bits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs give the bits they gave when they were recorded, whatever the number of workers.
 *
 * <p>The matrix products of another kind of processor round otherwise, so recorded bits bind only
 * where plain Deeplearning4j, without this library, gives the recorded ones too; elsewhere runs are
 * compared with each other only. To record: {@code -Dbrsgd.golden=DIR} writes what would be
 * compared into a folder, to be moved to the test resources.
 */
class GoldenRunsTest {

  private static final String RECORD = System.getProperty("brsgd.golden", "");
  private static final String PLAIN = "plain-fit";

  private static String plainFit;

  @BeforeAll
  static void trainByDeeplearning4jAlone() {
    plainFit = plainFit();
  }

  @ParameterizedTest
  @EnumSource
  void sameBitsForAnyNumberOfWorkersAndAsRecorded(GoldenRun run) throws IOException {
    Bytes first = bits(run, 1);
    assertThat(bits(run, 2)).isEqualTo(first);
    assertThat(bits(run, 4)).isEqualTo(first);
    if (!RECORD.isEmpty()) {
      record(run.name(), first);
      return;
    }
    Properties recorded = recorded();
    assumeTrue(
        plainFit.equals(recorded.getProperty(PLAIN)),
        "plain Deeplearning4j gives other bits on this processor than where runs were recorded");
    assertThat(first.history()).isEqualTo(resource(run.name() + ".csv"));
    assertThat(first.digest()).isEqualTo(recorded.getProperty(run.name()));
  }

  @Test
  void everyRunIsRecorded() throws IOException {
    TreeMap<Object, Object> names = new TreeMap<>(recorded());
    names.remove(PLAIN);
    assertThat(names.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            List.of(GoldenRun.values()).stream().map(Enum::name).toArray(String[]::new));
  }

  /** What a run leaves: rounds.csv, and a digest of parameters and the iterate drawn. */
  private record Bytes(String history, String digest) {}

  private static Bytes bits(GoldenRun run, int workers) {
    DataSet examples = run.examples();
    Model network = run.network();
    TrainingResult result =
        run.builder()
            .workers(workers)
            .evaluateEvery(5, new ListDataSetIterator<>(examples.asList(), 40))
            .rounds(GoldenRun.ROUNDS)
            .build()
            .fit(network, examples);
    String sampled =
        result.sampled().map(s -> s.round() + " " + Bits.of(s.parameters())).orElse("none");
    return new Bytes(
        result.history().toCsv(), Sha256.of(Bits.of(network.params()) + " " + sampled));
  }

  /** A digest of networks trained by Deeplearning4j alone. */
  private static String plainFit() {
    StringBuilder bits = new StringBuilder();
    for (Networks kind : Networks.values()) {
      Model network = kind.create();
      Nd4j.getRandom().setSeed(1);
      for (DataSet batch : Examples.batches(kind, 3, 5, true)) {
        if (network instanceof MultiLayerNetwork layers) {
          layers.fit(batch);
        } else {
          ((ComputationGraph) network).fit(batch);
        }
      }
      INDArray parameters = network.params();
      bits.append(Bits.of(parameters));
    }
    return Sha256.of(bits.toString());
  }

  private static Properties recorded() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = GoldenRunsTest.class.getResourceAsStream("/golden/digests.properties")) {
      properties.load(in);
    }
    return properties;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = GoldenRunsTest.class.getResourceAsStream("/golden/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void record(String name, Bytes bytes) throws IOException {
    Path folder = Files.createDirectories(Path.of(RECORD));
    Files.writeString(folder.resolve(name + ".csv"), bytes.history());
    Path digests = folder.resolve("digests.properties");
    Properties all = new Properties();
    if (Files.exists(digests)) {
      try (InputStream in = Files.newInputStream(digests)) {
        all.load(in);
      }
    }
    all.setProperty(PLAIN, plainFit);
    all.setProperty(name, bytes.digest());
    StringBuilder text = new StringBuilder();
    new TreeMap<>(all).forEach((key, value) -> text.append(key + "=" + value + "\n"));
    Files.writeString(digests, text);
  }
}
