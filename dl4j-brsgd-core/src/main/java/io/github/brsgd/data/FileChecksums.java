package io.github.brsgd.data;

import io.github.brsgd.files.Sha256;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What tells the files of a data set from others of the same names. */
final class FileChecksums {

  private static final int FEW = 8;

  private FileChecksums() {}

  /** By name, of a few files; of many, such as images, one of all names and contents. */
  static Map<String, String> of(Path root, List<Path> files) {
    Map<String, String> sums = new TreeMap<>();
    if (files.size() <= FEW) {
      files.forEach(file -> sums.put(name(root, file), unpacked(file)));
      return sums;
    }
    StringBuilder all = new StringBuilder();
    files.forEach(
        file -> all.append(Sha256.of(file)).append(' ').append(name(root, file)).append('\n'));
    sums.put(files.size() + " files", Sha256.of(all.toString()));
    return sums;
  }

  /** With its folders, which may tell the class. */
  private static String name(Path root, Path file) {
    Path folder = root.toAbsolutePath();
    Path whole = file.toAbsolutePath();
    return Files.isDirectory(folder) && whole.startsWith(folder)
        ? folder.relativize(whole).toString().replace('\\', '/')
        : file.getFileName().toString();
  }

  /** Of the content of a file, unpacked if it is gzipped, whatever its name says. */
  static String unpacked(Path file) {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = RawFile.unpacked(raw)) {
      return Sha256.of(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
