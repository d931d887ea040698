package io.github.brsgd.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option that says where results go. */
final class OutputFolder {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for the results; made if it is not there, older results in it are replaced."
              + " Default: runs/COMMAND-TIME.")
  private Path out;

  /** Whether a folder was named. */
  boolean isGiven() {
    return out != null;
  }

  /** The folder, which need not be there yet. */
  Path of(String name) {
    return out != null
        ? out
        : Path.of("runs", name + "-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP));
  }

  /** Makes the folder the command's own until its end, and tries to write into it. */
  Path prepare(BaseCommand command, String name) {
    return prepare(command, of(name));
  }

  /** Makes a folder that was named otherwise the command's own. */
  static Path prepare(BaseCommand command, Path folder) {
    Path prepared = prepare(folder);
    command.closeAtEnd(FolderLock.of(prepared));
    return prepared;
  }

  /** Deletes what another kind of result has left, which would be taken for a part of the new. */
  static void clear(Path folder, List<String> files) throws IOException {
    for (String file : files) {
      Files.deleteIfExists(folder.resolve(file));
    }
  }

  /** Makes a folder and tries to write into it. */
  static Path prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".brsgd", ".part"));
      return folder;
    } catch (FileAlreadyExistsException e) {
      throw new Failure("--out: " + e.getFile() + " is a file, need a folder", e);
    } catch (FileSystemException e) {
      // Not the name of a file that only looks whether others can be made.
      throw new Failure("--out: cannot write into " + folder + ": " + Failures.reason(e), e);
    } catch (IOException e) {
      throw new Failure("--out: cannot write into " + folder + ": " + Failures.message(e), e);
    }
  }
}
