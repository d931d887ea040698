package io.github.brsgd.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.FileSplit;
import org.datavec.api.writable.Writable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers and a class per line of a CSV file, through DataVec's {@code CSVRecordReader}.
 *
 * @since 0.1
 */
public final class CsvExamples {

  private CsvExamples() {}

  /**
   * Reads a file.
   *
   * @param file comma-separated numbers without a header, the class (0, 1, ...) last
   * @param classes number of classes, at least 2
   * @return float features [n, columns - 1], one-hot labels [n, classes]
   * @throws CorruptFileException if a line has another number of columns than the first, something
   *     that is not a finite number, or an impossible class; or if the file is empty
   */
  public static DataSet read(Path file, int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException("classes: need >= 2, got " + classes);
    }
    List<double[]> lines = lines(file);
    int columns = lines.get(0).length;
    float[][] features = new float[lines.size()][columns - 1];
    float[][] labels = new float[lines.size()][classes];
    for (int i = 0; i < features.length; i++) {
      double[] line = lines.get(i);
      for (int c = 0; c < columns - 1; c++) {
        features[i][c] = (float) line[c];
      }
      double label = line[columns - 1];
      if (!(label >= 0 && label < classes && label == Math.rint(label))) {
        throw new CorruptFileException(
            file, "line " + (i + 1) + ": class is " + label + ", expected 0.." + (classes - 1));
      }
      labels[i][(int) label] = 1;
    }
    return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
  }

  private static List<double[]> lines(Path file) {
    List<double[]> lines = new ArrayList<>();
    try (CSVRecordReader reader = new CSVRecordReader()) {
      reader.initialize(new FileSplit(file.toFile()));
      while (reader.hasNext()) {
        List<Writable> fields = reader.next();
        double[] line = new double[fields.size()];
        for (int c = 0; c < line.length; c++) {
          line[c] = number(fields.get(c).toString(), file, lines.size() + 1, c + 1);
        }
        int columns = lines.isEmpty() ? Math.max(2, line.length) : lines.get(0).length;
        if (line.length != columns) {
          throw new CorruptFileException(
              file,
              "line "
                  + (lines.size() + 1)
                  + ": has "
                  + line.length
                  + " columns, expected "
                  + columns);
        }
        lines.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading " + file, e);
    }
    if (lines.isEmpty()) {
      throw new CorruptFileException(file, "has no lines");
    }
    return lines;
  }

  private static double number(String text, Path file, int line, int column) {
    try {
      double value = Double.parseDouble(text.trim());
      // Finite as the float that it becomes.
      if (Float.isFinite((float) value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number that is not finite.
    }
    throw new CorruptFileException(
        file,
        "line "
            + line
            + ", column "
            + column
            + ": expected a finite number within the range of float, got '"
            + text
            + "'");
  }
}
