package io.github.brsgd.files;

import io.github.brsgd.marker.Internal;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A file beside a target that takes its content until that is complete.
 *
 * <pre>{@code
 * try (PartFile part = PartFile.beside(target)) {
 *   ... write to part.path() ...
 *   part.putInPlace();
 * }
 * }</pre>
 *
 * <p>Every one has a name of its own, whatever other threads, processes and machines write into the
 * folder. A target that is a link stays one: what it leads to is replaced.
 *
 * @since 0.2
 */
@Internal
public final class PartFile implements Closeable {

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final Path path;
  private final Path target;

  private PartFile(Path path, Path target) {
    this.path = path;
    this.target = target;
  }

  /**
   * Makes an empty file.
   *
   * @param target the file that it is to become; need not be there, its folder must
   * @return the part, to be closed
   * @throws IOException if it cannot be made
   */
  public static PartFile beside(Path target) throws IOException {
    Path real = real(target);
    // Not the target's name: what is put before and after would make a long one too long.
    Path path = real.resolveSibling(".brsgd-" + UUID.randomUUID() + ".part");
    try {
      return new PartFile(Files.createFile(path), real);
    } catch (FileSystemException e) {
      throw named(target, e);
    }
  }

  /**
   * Where a file is, or will be, once all links are followed.
   *
   * @throws IOException if links lead nowhere or in a circle
   */
  static Path real(Path target) throws IOException {
    Path file = target.toAbsolutePath();
    for (int links = 0; links < MOST_LINKS; links++) {
      if (Files.exists(file)) {
        return file.toRealPath();
      }
      file = file.getParent().toRealPath().resolve(file.getFileName());
      if (!Files.isSymbolicLink(file)) {
        return file;
      }
      file = file.resolveSibling(Files.readSymbolicLink(file));
    }
    throw new FileSystemLoopException(target.toString());
  }

  /**
   * The file to write to.
   *
   * @return its path
   */
  public Path path() {
    return path;
  }

  /**
   * Makes this the target; an older one is replaced.
   *
   * @return the target, links followed
   * @throws IOException if it cannot be moved; the older file is then still there
   */
  public Path putInPlace() throws IOException {
    try {
      return move();
    } catch (FileSystemException e) {
      throw named(target, e);
    }
  }

  private Path move() throws IOException {
    try {
      return Files.move(
          path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      return Files.move(path, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The same problem with the file that the caller knows; of the part nobody has heard. */
  private static FileSystemException named(Path target, FileSystemException e) {
    FileSystemException named = renamed(target.toString(), e);
    named.initCause(e);
    return named;
  }

  private static FileSystemException renamed(String file, FileSystemException e) {
    if (e instanceof AccessDeniedException) {
      return new AccessDeniedException(file, null, e.getReason());
    }
    if (e instanceof NoSuchFileException) {
      return new NoSuchFileException(file, null, e.getReason());
    }
    if (e instanceof FileAlreadyExistsException) {
      return new FileAlreadyExistsException(file, null, e.getReason());
    }
    if (e instanceof NotDirectoryException) {
      return new NotDirectoryException(file);
    }
    return new FileSystemException(
        file, null, e.getReason() == null ? e.getClass().getSimpleName() : e.getReason());
  }

  /** Deletes the part, unless it was put in place. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
