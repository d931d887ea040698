package io.github.brsgd.files;

import io.github.brsgd.marker.Internal;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Writes files whole or not at all: to a file beside the target first, then moved over it.
 *
 * @since 0.1
 */
@Internal
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
   * Puts a file in place once its content is complete. A device or a pipe cannot be replaced and is
   * written to.
   *
   * @param target the file; an older one is replaced, at the end of the links if it is one
   * @param content what to write
   * @throws IOException if it cannot be written; the older file is then still there
   */
  public static void write(Path target, Content content) throws IOException {
    if (Files.isDirectory(target)) {
      throw new FileSystemException(target.toString(), null, "is a folder, need a file");
    }
    if (Files.exists(target) && !Files.isRegularFile(target)) {
      try (OutputStream out = Files.newOutputStream(target)) {
        content.writeTo(out);
      }
      return;
    }
    // By one path only, so that who comes by a link takes turns as well.
    Path real = PartFile.real(target);
    synchronized (turn(real)) {
      replace(real, content);
    }
  }

  private static void replace(Path target, Content content) throws IOException {
    try (PartFile part = PartFile.beside(target)) {
      // Not through a channel: that closes itself when the thread is interrupted, and what an
      // interrupted run has to save is written by the very thread.
      if (target.getFileSystem().equals(FileSystems.getDefault())) {
        try (FileOutputStream file = new FileOutputStream(part.path().toFile());
            OutputStream out = new BufferedOutputStream(file)) {
          content.writeTo(out);
          out.flush();
          // Else the name may survive a power cut and the content not.
          file.getFD().sync();
        }
      } else { // in an archive, or in memory
        try (OutputStream out = Files.newOutputStream(part.path())) {
          content.writeTo(out);
        }
      }
      part.putInPlace();
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

  /** Writers of one file take turns: not every system replaces a file that is being replaced. */
  private static Object turn(Path real) {
    int hash = real.toString().toLowerCase(Locale.ROOT).hashCode(); // on some systems the same file
    return TURNS.get(Math.floorMod(hash, TURNS.size()));
  }
}
