package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.data.LabelCounts;
import io.github.brsgd.training.RoundRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The report on a run that is still at work, of the rounds so far. It reads no file and links to
 * none. What it keeps of a round are a few numbers.
 *
 * <p>Thread-safe: the run adds rounds while others ask for the page.
 *
 * @since 0.2
 */
public final class LiveReport {

  /** Forbids every request but that for the page anew, as in the page itself. */
  public static final String POLICY = HtmlReport.POLICY;

  /** Seconds after which the page of a run at work asks for itself again. */
  public static final int REFRESH_SECONDS = 5;

  private static final double NANOS = 1e9;

  private final Path folder;
  private final RunRecord begun;
  private final Optional<LabelCounts> labels;
  private final long start = System.nanoTime();
  private final List<RoundsFile.Row> rounds = new ArrayList<>();

  /**
   * A report on a run that begins now.
   *
   * @param folder where its results will be; a name only
   * @param begun the record of its start
   * @param labels of each node; empty where every node draws from the same distribution
   */
  public LiveReport(Path folder, RunRecord begun, Optional<LabelCounts> labels) {
    this.folder = Objects.requireNonNull(folder, "folder");
    this.begun = Objects.requireNonNull(begun, "begun");
    this.labels = Objects.requireNonNull(labels, "labels");
  }

  /**
   * Takes a round that was done.
   *
   * @param round the next one
   */
  public void add(RoundRecord round) {
    RoundsFile.Row row = RoundsFile.Row.of(round);
    synchronized (rounds) {
      rounds.add(row);
    }
  }

  /**
   * The page as of now, which asks for itself again every {@value #REFRESH_SECONDS} seconds; in the
   * number of rounds linear time.
   *
   * @return HTML
   */
  public String page() {
    RunRecord now =
        new RunRecord(
            begun.configuration(),
            begun.provenance().took((System.nanoTime() - start) / NANOS),
            begun.result());
    return HtmlReport.live(section(now, true), REFRESH_SECONDS);
  }

  /**
   * The page on the run once it has ended, which does not ask for itself again.
   *
   * @param ended how it ended
   * @return HTML
   */
  public String lastPage(RunRecord ended) {
    return HtmlReport.last(section(ended, false));
  }

  private Section section(RunRecord record, boolean isRunning) {
    List<RoundsFile.Row> done;
    synchronized (rounds) {
      done = List.copyOf(rounds);
    }
    RunFolder run = new RunFolder(folder, record, done, labels, List.of(), isRunning);
    try {
      return new Runs()
          .sections(Map.of(folder, run), isRunning ? Links.later() : Links.none())
          .get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
