package io.github.brsgd.benchmarks.suite;

import io.github.brsgd.cli.report.JsonFiles;
import io.github.brsgd.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Ratios that must not get much worse. Times differ from machine to machine; how many times longer
 * Krum takes than the mean hardly does. The best call of each case counts, which a busy machine
 * disturbs least.
 *
 * @param tolerance a ratio may be this many times what is stored, at least 1
 * @param ratios what is compared
 */
record Guard(double tolerance, List<Ratio> ratios) {

  Guard {
    ratios = List.copyOf(ratios);
    if (!(tolerance >= 1 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("tolerance: need >= 1 and finite, got " + tolerance);
    }
    if (ratios.isEmpty()) {
      throw new IllegalArgumentException("ratios: need at least one, got none");
    }
  }

  /**
   * Reads a guard.
   *
   * @throws IllegalArgumentException if the file is not of this kind
   * @throws IOException if it cannot be read
   */
  static Guard read(Path file) throws IOException {
    return JsonFiles.read(file, Guard.class);
  }

  /** Writes it, whole or not at all. */
  void write(Path file) throws IOException {
    AtomicFile.write(file, JsonFiles.write(this));
  }

  /** What a ratio may be at most. */
  double limit(Ratio ratio) {
    return tolerance * ratio.stored();
  }
}
