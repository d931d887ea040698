package io.github.brsgd.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file or folder that a user has named as a data set. */
final class NamedPath {

  private NamedPath() {}

  static void checkExists(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalArgumentException("dataset: there is no " + path);
    }
  }

  /** Checks that it is a folder; {@code id} is for the message. */
  static void checkFolder(String id, Path path) {
    checkExists(path);
    if (!Files.isDirectory(path)) {
      throw new IllegalArgumentException("dataset: " + id + " needs a folder, got " + path);
    }
  }

  /** What a data set in a folder is called, also where the folder is given as a root or a dot. */
  static String name(Path folder) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return last == null ? folder.toString() : last.toString();
  }
}
