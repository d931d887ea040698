package io.github.brsgd.cli;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.data.DownloadException;
import io.github.brsgd.files.PathReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into messages and exit codes. A user's mistake never shows a stack trace. */
final class Failures {

  private Failures() {}

  /** A wrong command line. */
  static int onParameters(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    String command = line.getCommandSpec().qualifiedName();
    err.println(command + ": " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    if (line.getParent() == null && args.length == 0) {
      err.println();
      line.usage(err, line.getColorScheme());
    } else {
      err.println("Try '" + command + " --help'.");
    }
    trace(line, e, err);
    return ExitCode.USAGE;
  }

  /** A command that failed. */
  static int onExecution(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    err.println(line.getCommandSpec().qualifiedName() + ": " + message(e));
    if (isKnown(e)) {
      trace(line, e, err);
    } else {
      err.println("This is a mistake of the program; please report it with what follows.");
      e.printStackTrace(err);
    }
    return e instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static boolean isKnown(Exception e) {
    return e instanceof Failure
        || e instanceof CorruptFileException
        || e instanceof DownloadException
        || e instanceof IOException
        || e instanceof UncheckedIOException
        || e instanceof IllegalArgumentException;
  }

  /** What to tell of an exception. */
  static String message(Throwable e) {
    if (e instanceof UncheckedIOException && e.getCause() != null) {
      return message(e.getCause());
    }
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return f.getFile() + ": " + reason(f);
    }
    if (e instanceof InvalidPathException path) {
      return PathReason.of(path);
    }
    return Reason.of(e);
  }

  /** What is wrong with a file, without its name. */
  static String reason(FileSystemException e) {
    if (e.getReason() != null) {
      return e.getReason();
    }
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof NotDirectoryException) {
      return "is not a folder";
    }
    return e.getClass().getSimpleName();
  }

  private static void trace(CommandLine line, Exception e, PrintWriter err) {
    CommandLine root = line;
    while (root.getParent() != null) {
      root = root.getParent();
    }
    if (root.getCommand() instanceof Brsgd brsgd && brsgd.stackTrace()) {
      e.printStackTrace(err);
    }
  }
}
