package io.github.brsgd.cli.report.html;

import io.github.brsgd.cli.compare.ComparisonRecord;
import io.github.brsgd.cli.experiment.RunRecord;
import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.cli.sweep.SweepRecord;
import io.github.brsgd.data.CorruptFileException;
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
 * @param sweeps what {@code brsgd sweep} left
 */
record ResultFolders(
    List<RunFolder> runs, Map<Path, ComparisonRecord> comparisons, List<SweepFolder> sweeps) {

  /**
   * Reads folders; one may hold results of several kinds.
   *
   * @param folders at least one
   * @return their content
   * @throws CorruptFileException if a file is not what its name says
   * @throws IOException if a folder or a file is not there or cannot be read
   */
  static ResultFolders read(List<Path> folders) throws IOException {
    List<RunFolder> runs = new ArrayList<>();
    Map<Path, ComparisonRecord> comparisons = new LinkedHashMap<>();
    List<SweepFolder> sweeps = new ArrayList<>();
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
      boolean isSweep = Files.exists(folder.resolve(SweepRecord.FILE));
      if (!isRun && !isComparison && !isSweep) {
        throw new IOException(
            folder
                + ": has no result of brsgd; need "
                + String.join(" or ", RunRecord.FILE, ComparisonRecord.FILE, SweepRecord.FILE));
      }
      if (isRun) {
        runs.add(checked(folder.resolve(RunRecord.FILE), () -> RunFolder.read(folder)));
      }
      if (isSweep) {
        sweeps.add(checked(folder.resolve(SweepRecord.FILE), () -> SweepFolder.read(folder)));
      }
      if (isComparison) {
        Path file = folder.resolve(ComparisonRecord.FILE);
        comparisons.put(folder, checked(file, () -> JsonFiles.read(file, ComparisonRecord.class)));
      }
    }
    return new ResultFolders(runs, comparisons, sweeps);
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
