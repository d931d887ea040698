package io.github.brsgd.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: the screen, and errors of the native libraries made readable. */
abstract class BaseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  private final List<Closeable> atEnd = new ArrayList<>();

  /** Does the work and returns the exit code. */
  abstract int execute() throws Exception;

  @Override
  public final Integer call() throws Exception {
    try {
      return execute();
    } catch (LinkageError e) {
      throw MissingNatives.explain(e);
    } catch (OutOfMemoryError e) {
      throw new Failure(
          "not enough memory: "
              + e.getMessage()
              + ". Take fewer nodes, a smaller batch or model, or a larger heap"
              + " (JAVA_TOOL_OPTIONS=-Xmx8g).",
          e);
    } finally {
      release();
      spec.commandLine().getOut().flush();
      spec.commandLine().getErr().flush();
    }
  }

  /** What fails here must not hide how the command itself ended. */
  private void release() {
    for (Closeable held : atEnd) {
      try {
        held.close();
      } catch (IOException e) {
        screen().note("%s", Failures.message(e));
      }
    }
    atEnd.clear();
  }

  /** Holds something until the command is done, however it ends. */
  final void closeAtEnd(Closeable held) {
    atEnd.add(held);
  }

  /** Where results and progress go. */
  final Screen screen() {
    return new Screen(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /** What was typed. */
  final List<String> arguments() {
    return spec.root().commandLine().getParseResult().originalArgs();
  }

  /** Whether an option was typed. */
  final boolean isGiven(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** A mistake in the arguments: message, exit code 2. */
  final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** A number of things that was given or not; at least 1. */
  final Optional<Integer> positive(String option, Integer given) {
    if (given != null && given < 1) {
      throw usage(option + ": need >= 1, got " + given);
    }
    return Optional.ofNullable(given);
  }

  /** The checkout, as the launcher tells it, or else the working folder. */
  static Path home() {
    return Path.of(System.getProperty("brsgd.home", ""));
  }
}
