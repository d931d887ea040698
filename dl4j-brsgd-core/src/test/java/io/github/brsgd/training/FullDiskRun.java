package io.github.brsgd.training;

import io.github.brsgd.attack.Mimic;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.server.RoundOutcome;
import io.github.brsgd.training.server.ServerObserver;
import io.github.brsgd.training.server.ServerRound;
import java.io.IOException;
import java.nio.file.Path;

/** A run whose checkpoints grow, for a process whose files may not grow as far. */
final class FullDiskRun {

  static final int ROUNDS = 20;
  static final int EVERY = 3;

  private FullDiskRun() {}

  /** Notes a kilobyte in each round. */
  private static final class Growing implements ServerObserver, Resumable {
    private static final String KILOBYTE = "k".repeat(1024);
    private int rounds;

    @Override
    public void round(ServerRound round, RoundOutcome outcome) {
      rounds++;
    }

    @Override
    public void save(StateWriter out) throws IOException {
      out.integer(rounds);
      for (int i = 0; i < rounds; i++) {
        out.text(KILOBYTE);
      }
    }

    @Override
    public void load(StateReader in) throws IOException {
      rounds = in.integer();
      for (int i = 0; i < rounds; i++) {
        in.text();
      }
    }
  }

  static BrsgdTrainingMasterBuilder builder() {
    return KilledRun.builder(new Mimic(null, 5)).rounds(ROUNDS).serverObservers(new Growing());
  }

  static BrsgdTrainingMaster master(Path folder, Checkpoints.IfUnwritable answer) {
    return builder()
        .checkpoints(Checkpoints.everyRounds(folder, EVERY).ifUnwritable(answer))
        .build();
  }

  /**
   * Arguments: the folder of the checkpoints, and what is to happen if one cannot be written.
   * Prints the digest of the result, or why the run ended and after how many rounds.
   */
  public static void main(String[] args) {
    BrsgdTrainingMaster master =
        master(Path.of(args[0]), Checkpoints.IfUnwritable.valueOf(args[1]));
    try {
      System.out.println("digest " + KilledRun.digest(master).hashCode());
    } catch (AbortedRunException e) {
      System.out.println("rounds " + e.result().history().rounds().size());
      System.out.println("ended " + e.getMessage());
    }
  }
}
