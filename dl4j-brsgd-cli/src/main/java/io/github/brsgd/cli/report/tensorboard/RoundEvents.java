package io.github.brsgd.cli.report.tensorboard;

import io.github.brsgd.training.RoundListener;
import io.github.brsgd.training.RoundRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.api.Model;

/**
 * Tells TensorBoard of every round as it is done, under the names that {@code rounds.csv} has for
 * its columns; a figure that a round does not have is left out. Not for several threads.
 *
 * @since 0.2
 */
public final class RoundEvents implements RoundListener, Closeable {

  /** The folder of the event files, in that of the run. */
  public static final String FOLDER = "tensorboard";

  private final Path folder;
  private final Clock clock;
  private Optional<EventFile> file = Optional.empty();

  private RoundEvents(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Makes the folder; the file begins with the first round that is told. Of earlier files, those of
   * a run that goes on, rounds from that one on count no more.
   *
   * @param run folder of the run
   * @param clock tells the wall time of rounds
   * @return what to tell of the rounds
   * @throws IOException if the folder cannot be made
   */
  public static RoundEvents begin(Path run, Clock clock) throws IOException {
    Objects.requireNonNull(clock, "clock");
    return new RoundEvents(Files.createDirectories(run.resolve(FOLDER)), clock);
  }

  /**
   * Deletes the event files of an earlier run, and nothing else.
   *
   * @param run folder of the run
   * @throws IOException if one cannot be deleted
   */
  public static void delete(Path run) throws IOException {
    Path folder = run.resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      return;
    }
    boolean isEmpty = true;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        boolean isOurs = file.getFileName().toString().startsWith(EventFile.PREFIX);
        isEmpty &= isOurs;
        if (isOurs) {
          Files.delete(file);
        }
      }
    }
    if (isEmpty) {
      Files.delete(folder);
    }
  }

  @Override
  public void roundDone(RoundRecord round, Model network) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("loss", round.loss());
    put(scalars, "learning_rate", round.learningRate());
    put(scalars, "aggregate_norm", round.aggregateNorm());
    put(scalars, "honest_norm", round.honestNorm());
    put(scalars, "cosine", round.cosine());
    put(scalars, "attacker_share", round.attackerShare());
    scalars.put("answered", (double) round.answered());
    scalars.put("screened", (double) round.screened().size());
    scalars.put("skipped", round.skipped() ? 1.0 : 0.0);
    put(scalars, "accuracy", round.accuracy());
    put(scalars, "attack_success", round.attackSuccess());
    try {
      if (file.isEmpty()) {
        file = Optional.of(EventFile.begin(folder, round.round(), clock.instant()));
      }
      file.get().add(clock.instant(), round.round(), scalars);
    } catch (IOException e) {
      throw new UncheckedIOException("tensorboard: " + e.getMessage(), e);
    }
  }

  private static void put(Map<String, Double> scalars, String tag, double value) {
    if (!Double.isNaN(value)) {
      scalars.put(tag, value);
    }
  }

  private static void put(Map<String, Double> scalars, String tag, OptionalDouble value) {
    value.ifPresent(v -> put(scalars, tag, v));
  }

  @Override
  public void close() throws IOException {
    if (file.isPresent()) {
      file.get().close();
    }
  }
}
