package io.github.brsgd.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Where a run writes its checkpoints, and after which it goes on. */
record Recovery(Optional<Checkpoints> checkpoints, Optional<Path> resume) {

  /** A run from its beginning that writes none. */
  static final Recovery NONE = new Recovery(Optional.empty(), Optional.empty());

  Recovery {
    Objects.requireNonNull(checkpoints, "checkpoints");
    Objects.requireNonNull(resume, "resume");
  }

  /** Whether checkpoints of another run in the folder for new ones are refused. */
  boolean refusesOthers() {
    return !goesOnInPlace() && checkpoints.flatMap(Checkpoints::opening).isEmpty();
  }

  /** Whether checkpoints go where those of the run before are. */
  boolean goesOnInPlace() {
    return checkpoints.isPresent()
        && resume.filter(folder -> same(folder, checkpoints.get().folder())).isPresent();
  }

  /** By links, too. */
  private static boolean same(Path one, Path other) {
    try {
      if (Files.exists(one) && Files.exists(other)) {
        return Files.isSameFile(one, other);
      }
    } catch (IOException e) {
      // Their names say it where they cannot be looked at.
    }
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  Recovery withCheckpoints(Checkpoints choice) {
    return new Recovery(Optional.of(choice), resume);
  }

  Recovery after(Path folder) {
    return new Recovery(checkpoints, Optional.of(folder));
  }
}
