package io.github.brsgd.files;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes files whole or not at all: to a file beside the target first, then moved over it.
 *
 * @since 0.1
 */
public final class AtomicFile {

  private static final List<Object> TURNS = Stream.generate(Object::new).limit(64).toList();

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out where to; closed by the caller
     * @throws IOException if it cannot be written
     */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Puts a file in place once its content is complete.
   *
   * @param target the file; an older one is replaced
   * @param content what to write
   * @throws IOException if it cannot be written; the older file is then still there
   */
  public static void write(Path target, Content content) throws IOException {
    // By one path only, so that who comes by a link to the folder takes turns as well.
    Path folder = target.toAbsolutePath().getParent().toRealPath();
    Path real = folder.resolve(target.getFileName());
    synchronized (turn(real)) {
      replace(real, content);
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    Path part = part(target);
    try {
      // Not through a channel: that closes itself when the thread is interrupted, and what an
      // interrupted run has to save is written by the very thread.
      if (part.getFileSystem().equals(FileSystems.getDefault())) {
        try (FileOutputStream file = new FileOutputStream(part.toFile());
            OutputStream out = new BufferedOutputStream(file)) {
          content.writeTo(out);
          out.flush();
          // Else the name may survive a power cut and the content not.
          file.getFD().sync();
        }
      } else { // in an archive, or in memory
        try (OutputStream out = Files.newOutputStream(part)) {
          content.writeTo(out);
        }
      }
      move(part, target);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * Puts a text file in place, in UTF-8.
   *
   * @param target the file; an older one is replaced
   * @param text its content
   * @throws IOException if it cannot be written
   */
  public static void write(Path target, String text) throws IOException {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The file beside the target that takes the content; another one for each process. */
  private static Path part(Path target) {
    return target.resolveSibling(
        "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".part");
  }

  /** Writers of one file in this process take turns; those of others seldom have to. */
  private static Object turn(Path real) {
    int hash = real.toString().toLowerCase(Locale.ROOT).hashCode(); // on some systems the same file
    return TURNS.get(Math.floorMod(hash, TURNS.size()));
  }

  private static void move(Path part, Path target) throws IOException {
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
