package io.github.brsgd.examples.report.html;

import io.github.brsgd.data.CorruptFileException;
import io.github.brsgd.examples.compare.ComparisonRecord;
import io.github.brsgd.examples.experiment.RunRecord;
import io.github.brsgd.examples.report.JsonFiles;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that is in the folders of a report.
 *
 * @param runs what {@code brsgd train} left
 * @param comparisons what {@code brsgd compare} left, by folder
 */
record ResultFolders(List<RunFolder> runs, Map<Path, ComparisonRecord> comparisons) {

  /**
   * Reads folders; one may hold a run and a comparison.
   *
   * @param folders at least one
   * @return their content
   * @throws CorruptFileException if a file is not what its name says
   * @throws IOException if a folder or a file is not there or cannot be read
   */
  static ResultFolders read(List<Path> folders) throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    Map<Path, ComparisonRecord> comparisons = new LinkedHashMap<>();
    List<Path> seen = new ArrayList<>();
    for (Path folder : folders) {
      if (!Files.exists(folder)) {
        throw new NoSuchFileException(folder.toString());
      }
      if (!Files.isDirectory(folder)) {
        throw new NotDirectoryException(folder.toString());
      }
      if (seen.contains(folder.toRealPath())) {
        throw new IOException(folder + ": is there twice");
      }
      seen.add(folder.toRealPath());
      boolean isRun = Files.exists(folder.resolve(RunRecord.FILE));
      boolean isComparison = Files.exists(folder.resolve(ComparisonRecord.FILE));
      if (!isRun && !isComparison) {
        throw new IOException(
            folder
                + ": has no result of brsgd; need "
                + RunRecord.FILE
                + " or "
                + ComparisonRecord.FILE);
      }
      if (isRun) {
        runs.add(checked(folder.resolve(RunRecord.FILE), () -> RunFolder.read(folder)));
      }
      if (isComparison) {
        Path file = folder.resolve(ComparisonRecord.FILE);
        comparisons.put(folder, checked(file, () -> JsonFiles.read(file, ComparisonRecord.class)));
      }
    }
    return new ResultFolders(runs, comparisons);
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** What a file holds; what is wrong with it is the file's fault and not that of the arguments. */
  private static <T> T checked(Path file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    } catch (MalformedInputException e) {
      throw new IOException(file + ": is not text in UTF-8", e);
    }
  }
}
