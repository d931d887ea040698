package io.github.brsgd.data;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that is made, with those above it, and taken away again if nothing was put into it. */
record NewFolder(Path path, List<Path> made) implements Closeable {

  /** Makes a folder where it is not there. */
  static NewFolder of(Path path) throws IOException {
    List<Path> absent = new ArrayList<>();
    for (Path p = path.toAbsolutePath(); p != null && !Files.exists(p); p = p.getParent()) {
      absent.add(p);
    }
    try {
      Files.createDirectories(path);
    } catch (IOException | RuntimeException e) {
      takeBack(new NewFolder(path, absent.stream().filter(Files::exists).toList()), e);
      throw e;
    }
    return new NewFolder(path, absent);
  }

  /** Takes away what was made before something failed. */
  private static void takeBack(NewFolder made, Exception failure) {
    try {
      made.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** From the innermost outwards. */
  @Override
  public void close() throws IOException {
    for (Path folder : made) {
      try {
        Files.deleteIfExists(folder);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }
}
