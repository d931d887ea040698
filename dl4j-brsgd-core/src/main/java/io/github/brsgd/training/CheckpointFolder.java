package io.github.brsgd.training;

import io.github.brsgd.checks.Reason;
import io.github.brsgd.files.AtomicFile;
import io.github.brsgd.state.DamagedStateException;
import io.github.brsgd.state.Resumable;
import io.github.brsgd.state.Seal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints in a folder, by the rounds done before each. */
final class CheckpointFolder {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFolder.class);
  private static final String DAMAGED = ".damaged";
  private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{1,10})\\.brsgd");

  private static final Pattern OLD = Pattern.compile(NAME.pattern() + "(" + DAMAGED + ")?");

  private final Path folder;

  CheckpointFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a state, whole or not at all, then removes all but the newest ones. Those of later
   * rounds are damaged, or the run would have gone on after them: they are put aside, so that they
   * count for none of the newest.
   */
  void write(RunState state, List<Resumable> observers, int keep) throws IOException {
    Files.createDirectories(folder);
    int round = state.server().iteration();
    Path file = folder.resolve(String.format(Locale.ROOT, "checkpoint-%08d.brsgd", round));
    AtomicFile.write(file, out -> Seal.write(out, to -> state.write(to, observers)));
    for (Path later : newestFirst().stream().filter(f -> round(f).orElseThrow() > round).toList()) {
      Path aside = later.resolveSibling(later.getFileName() + DAMAGED);
      Files.move(later, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.warn("checkpoints: {} is damaged; it is now {}", later, aside.getFileName());
    }
    for (Path old : newestFirst().stream().skip(keep).toList()) {
      Files.deleteIfExists(old);
    }
  }

  /** Removes all checkpoints, damaged ones too. */
  void clear() throws IOException {
    List<Path> old;
    try (Stream<Path> files = Files.list(folder)) {
      old = files.filter(file -> OLD.matcher(file.getFileName().toString()).matches()).toList();
    }
    for (Path file : old) {
      Files.delete(file);
    }
  }

  /**
   * Refuses a folder with checkpoints of another run, which would be taken for newer ones of this.
   *
   * @throws IllegalArgumentException if it holds any
   */
  void requireNone() {
    try {
      if (Files.isDirectory(folder) && !newestFirst().isEmpty()) {
        throw new IllegalArgumentException(
            "checkpoints: "
                + folder
                + " holds those of an earlier run; resume it, or take another folder");
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "checkpoints: cannot read the folder " + folder + ": " + Reason.of(e), e);
    }
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> round(file).isPresent())
          .sorted(Comparator.comparing((Path file) -> round(file).orElseThrow()).reversed())
          .toList();
    }
  }

  private static Optional<Long> round(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Optional.of(Long.parseLong(name.group(1))) : Optional.empty();
  }

  /**
   * The newest state that is not damaged.
   *
   * @param terms those of the run that goes on
   * @param observers take over what those of the run before remembered
   * @throws IllegalArgumentException if there is none, or it is of a run under other terms
   */
  RunState newest(RunTerms terms, List<Resumable> observers) {
    List<Path> files;
    try {
      files = newestFirst();
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "resume: cannot read the folder " + folder + ": " + Reason.of(e), e);
    }
    List<String> why = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        Seal.check(file);
        return RunState.read(in, terms, observers);
      } catch (DamagedStateException e) {
        why.add(file.getFileName() + ": " + e.getMessage());
        LOG.warn("resume: {} is damaged ({}); going on from the one before", file, e.getMessage());
      } catch (IOException e) {
        throw new IllegalArgumentException("resume: cannot read " + file + ": " + Reason.of(e), e);
      }
    }
    throw new IllegalArgumentException(
        "resume: there is no "
            + (files.isEmpty() ? "" : "undamaged ")
            + "checkpoint in "
            + folder
            + (files.isEmpty() ? "" : ", of " + files.size() + "; " + String.join("; ", why)));
  }
}
