package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.StateReader;
import io.github.brsgd.state.StateWriter;
import io.github.brsgd.training.model.OutputEvaluation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.nd4j.evaluation.IEvaluation;

/**
 * A checkpoint written to nowhere before the first round: what can never be written is refused
 * before anything is computed, not found out when it is needed.
 */
final class CheckpointTrial {

  private static final String KIND = "trial";

  private final Supplier<RunState> state;
  private final List<Resumable> observers;
  private final List<OutputEvaluation> wanted;

  CheckpointTrial(
      Supplier<RunState> state, List<Resumable> observers, List<OutputEvaluation> wanted) {
    this.state = state;
    this.observers = observers;
    this.wanted = wanted;
  }

  /** Writes something. */
  @FunctionalInterface
  private interface Part {
    void write() throws IOException;
  }

  /**
   * Tries every part.
   *
   * @throws IllegalArgumentException that names the first part that cannot be written
   */
  void run() {
    observers.forEach(CheckpointTrial::observer);
    wanted.forEach(CheckpointTrial::evaluation);
    attempt(
        "what the run remembers",
        () -> {
          try (RunState now = state.get()) {
            now.write(OutputStream.nullOutputStream(), List.of());
          }
        });
  }

  private static void observer(Resumable observer) {
    attempt(
        "the observer " + observer.getClass().getName(),
        () -> observer.save(new StateWriter(OutputStream.nullOutputStream(), KIND, 1)));
  }

  /** Tries one that has seen nothing, and to read it back. */
  static void evaluation(OutputEvaluation wanted) {
    IEvaluation<?> empty =
        Objects.requireNonNull(wanted.kind().get(), "evaluation: the supplier gives null");
    attempt(
        "the evaluation " + empty.getClass().getName(),
        () -> {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          HistoryState.write(empty, new StateWriter(bytes, KIND, 1));
          HistoryState.evaluation(
              new StateReader(new ByteArrayInputStream(bytes.toByteArray()), KIND, 1));
        });
  }

  private static void attempt(String name, Part part) {
    try {
      part.write();
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "checkpoints: " + name + " cannot be written: " + Reason.of(e), e);
    }
  }
}
