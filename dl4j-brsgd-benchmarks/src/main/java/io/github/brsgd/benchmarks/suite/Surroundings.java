package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.cli.report.Machine;
import io.github.brsgd.training.model.FastLayers;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a result depends on beside the code.
 *
 * @param date when it was measured, local time
 * @param commit of the sources; {@code unknown} where nobody tells
 * @param machine processor, system and Java
 * @param backend of ND4J
 */
record Surroundings(String date, String commit, String machine, String backend) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** Those of this process; loads ND4J, which takes seconds. */
  static Surroundings here() {
    return new Surroundings(
        LocalDateTime.now(ZoneId.systemDefault()).format(MINUTE),
        told(),
        Machine.describe(),
        nd4j());
  }

  private static String told() {
    String commit = System.getProperty("brsgd.commit", "");
    return commit.isEmpty() ? "unknown" : commit;
  }

  private static String nd4j() {
    Properties about = Nd4j.getExecutioner().getEnvironmentInformation();
    String version = Nd4j.class.getPackage().getImplementationVersion();
    String extension = FastLayers.available() ? " and oneDNN" : "";
    return "ND4J "
        + (version == null ? "" : version + " ")
        + about.getProperty("backend")
        + " with "
        + about.getProperty("blas.vendor")
        + extension
        + ", OMP_NUM_THREADS="
        + System.getenv().getOrDefault("OMP_NUM_THREADS", "not set")
        + ", OPENBLAS_CORETYPE="
        + System.getenv().getOrDefault("OPENBLAS_CORETYPE", "not set")
        + ", jdk.incubator.vector "
        + (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() ? "on" : "off");
  }

  /** A line for each. */
  List<String> lines() {
    return List.of(
        "measured " + date + ", commit " + commit, "machine: " + machine, "backend: " + backend);
  }
}
