package io.github.brsgd.training;

import io.github.brsgd.checks.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where and when a run writes down all that it remembers, so that it can go on after a crash bit
 * for bit as if there had been none: {@link BrsgdTrainingMaster#resume}.
 *
 * <p>A checkpoint is one file, written beside its place, forced to the disk and then moved there;
 * it holds the parameters, what updater, rule, nodes, attack and iterate sampler remember, the
 * positions in the data and the history. Some of the newest are kept. What is in none of them: the
 * data themselves, and what listeners of the user's remember. Each part is written to nowhere
 * before the first round, so that what no file could hold ends a run before it has cost anything.
 *
 * @param folder where to; made if it is not there
 * @param everyRounds rounds from one to the next
 * @param everyTime time from one to the next, after the round at hand; both may be set
 * @param keep how many of the newest are kept, at least 1
 * @param ifUnwritable what happens to the run when one cannot be written
 * @param opening takes the folder over; without it, checkpoints of an earlier run are refused
 * @since 0.2
 */
public record Checkpoints(
    Path folder,
    OptionalInt everyRounds,
    Optional<Duration> everyTime,
    int keep,
    IfUnwritable ifUnwritable,
    Optional<Opening> opening) {

  /** Kept unless set. */
  public static final int KEPT = 2;

  /** What happens when a checkpoint cannot be written, as on a full disk; whatever the reason. */
  public enum IfUnwritable {
    /** The run goes on, the log says so, the last good checkpoint stays. */
    GO_ON,
    /** The run ends; the last good checkpoint stays. */
    END
  }

  /**
   * Takes the folder of the checkpoints over for a run: called after its first round, which may
   * have refused the run. The checkpoints of an earlier run are still there, and are removed next,
   * unless this one goes on after them.
   */
  @FunctionalInterface
  public interface Opening {

    /**
     * Does what is to be done, such as writing what the run is beside the checkpoints.
     *
     * @param folder the folder, which is there
     * @throws IOException if it cannot be done, which is then as for a checkpoint that cannot be
     *     written
     */
    void open(Path folder) throws IOException;
  }

  /** Checks that some time is set. */
  public Checkpoints {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(ifUnwritable, "ifUnwritable");
    Objects.requireNonNull(opening, "opening");
    everyRounds.ifPresent(rounds -> Check.atLeast(1, "checkpoints: everyRounds", rounds));
    everyTime.ifPresent(
        time -> {
          if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(
                "checkpoints: need a time > 0 between two, got " + time);
          }
        });
    if (everyRounds.isEmpty() && everyTime.isEmpty()) {
      throw new IllegalArgumentException(
          "checkpoints: need rounds or time between two of them, got neither");
    }
    Check.atLeast(1, "checkpoints: keep", keep);
  }

  /**
   * A checkpoint every so many rounds.
   *
   * @param folder where to
   * @param rounds at least 1
   * @return two are kept, and the run goes on where one cannot be written
   */
  public static Checkpoints everyRounds(Path folder, int rounds) {
    return new Checkpoints(
        folder,
        OptionalInt.of(rounds),
        Optional.empty(),
        KEPT,
        IfUnwritable.GO_ON,
        Optional.empty());
  }

  /**
   * A checkpoint after so much time.
   *
   * @param folder where to
   * @param time above 0
   * @return two are kept, and the run goes on where one cannot be written
   */
  public static Checkpoints everyTime(Path folder, Duration time) {
    return new Checkpoints(
        folder, OptionalInt.empty(), Optional.of(time), KEPT, IfUnwritable.GO_ON, Optional.empty());
  }

  /**
   * The same with another number kept.
   *
   * @param newest at least 1
   * @return a choice that differs in nothing else
   */
  public Checkpoints keeping(int newest) {
    return new Checkpoints(folder, everyRounds, everyTime, newest, ifUnwritable, opening);
  }

  /**
   * The same with another answer to a disk that takes no more.
   *
   * @param answer go on or end
   * @return a choice that differs in nothing else
   */
  public Checkpoints ifUnwritable(IfUnwritable answer) {
    return new Checkpoints(folder, everyRounds, everyTime, keep, answer, opening);
  }

  /**
   * The same where the folder is taken over from an earlier run, whose checkpoints are removed.
   *
   * @param how called after the first round, which may have refused the run
   * @return a choice that differs in nothing else
   */
  public Checkpoints opening(Opening how) {
    return new Checkpoints(folder, everyRounds, everyTime, keep, ifUnwritable, Optional.of(how));
  }
}
