package io.github.brsgd.cli.experiment;

import io.github.brsgd.cli.report.Machine;
import io.github.brsgd.training.model.FastLayers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where a result comes from: what, besides the configuration, may have had a part in it.
 *
 * @param brsgd our version
 * @param deeplearning4j version of DL4J and ND4J
 * @param backend the backend of ND4J, and whether it has what fast layers need
 * @param machine processor, system and Java
 * @param gitCommit of the checkout, with {@code +changes} where files differ; empty if unknown
 * @param data where the data came from
 * @param checksums SHA-256 of the data files' unpacked content
 * @param workers threads, of all runs at a time together
 * @param started when, in UTC
 * @param wallSeconds how long
 * @param command the arguments
 * @since 0.1
 */
public record Provenance(
    String brsgd,
    String deeplearning4j,
    String backend,
    String machine,
    String gitCommit,
    String data,
    Map<String, String> checksums,
    int workers,
    String started,
    double wallSeconds,
    List<String> command) {

  private static final int GIT_SECONDS = 5;

  /** Copies the collections. */
  public Provenance {
    Objects.requireNonNull(brsgd, "brsgd");
    checksums = Map.copyOf(checksums);
    command = List.copyOf(command);
  }

  /**
   * Looks around.
   *
   * @param brsgd our version
   * @param deeplearning4j version of DL4J and ND4J
   * @param home the checkout
   * @param data the data in use
   * @param workers threads, of all runs at a time together
   * @param command the arguments
   * @return what is known at the start of a run
   */
  public static Provenance now(
      String brsgd,
      String deeplearning4j,
      Path home,
      ExperimentData data,
      int workers,
      List<String> command) {
    return new Provenance(
        brsgd,
        deeplearning4j,
        Nd4j.getBackend().getClass().getSimpleName()
            + (FastLayers.available() ? " with oneDNN" : ""),
        Machine.describe(),
        gitCommit(home),
        data.origin(),
        data.checksums(),
        workers,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        0,
        command);
  }

  /**
   * The same at the end of the run.
   *
   * @param seconds wall time
   * @return with the time
   */
  public Provenance took(double seconds) {
    return new Provenance(
        brsgd,
        deeplearning4j,
        backend,
        machine,
        gitCommit,
        data,
        checksums,
        workers,
        started,
        seconds,
        command);
  }

  private static String gitCommit(Path home) {
    if (!Files.exists(home.resolve(".git"))) {
      return "";
    }
    String commit = git(home, "rev-parse", "HEAD");
    String changes = git(home, "status", "--porcelain", "--untracked-files=no");
    return changes.isEmpty() ? commit : commit + "+changes";
  }

  private static String git(Path home, String... args) {
    ProcessBuilder builder = new ProcessBuilder("git", "-C", home.toAbsolutePath().toString());
    builder.command().addAll(List.of(args));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      byte[] out = process.getInputStream().readAllBytes();
      boolean ended = process.waitFor(GIT_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? new String(out, StandardCharsets.UTF_8).strip()
          : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
