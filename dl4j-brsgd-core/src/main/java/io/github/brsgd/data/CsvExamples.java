package io.github.brsgd.data;

import io.github.brsgd.checks.Check;
import io.github.brsgd.checks.PlainNumber;
import io.github.brsgd.files.NotTextException;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.input.ReaderInputStream;
import org.datavec.api.records.reader.impl.csv.CSVRecordReader;
import org.datavec.api.split.InputStreamInputSplit;
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
   * @param file comma-separated numbers without a header, the class (0, 1, ...) last; blank lines
   *     may follow the last
   * @param classes number of classes, at least 2
   * @return float features [n, columns - 1], one-hot labels [n, classes]
   * @throws CorruptFileException if a line has another number of columns than the first, something
   *     that is not a finite number, or an impossible class; or if the file is empty or no text
   * @throws UncheckedIOException if the file is not there or cannot be read
   */
  public static DataSet read(Path file, int classes) {
    Check.atLeast(2, "classes", classes);
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
    // The reader takes what is missing for empty, and a folder for all that is in it.
    if (!Files.exists(file) || Files.isDirectory(file)) {
      String problem = Files.isDirectory(file) ? "is a folder" : "no such file";
      throw new UncheckedIOException(
          file + ": " + problem, new FileSystemException(file.toString(), null, problem));
    }
    List<double[]> lines = new ArrayList<>();
    int blank = 0;
    // Not of the file itself: the reader would take a byte-order mark for a part of a number.
    try (CSVRecordReader reader = new CSVRecordReader();
        InputStream text = text(file)) {
      PublishedFiles.checkTable(file);
      reader.initialize(new InputStreamInputSplit(text));
      for (int line = 1; hasNext(reader); line++) {
        List<String> fields = fields(reader, file, line);
        if (fields.size() == 1 && fields.get(0).isBlank()) {
          blank = blank == 0 ? line : blank;
        } else if (blank > 0) {
          throw new CorruptFileException(file, "line " + blank + ": is blank");
        } else {
          lines.add(numbers(fields, file, line));
          checkColumns(lines, file);
        }
      }
    } catch (NotTextException e) {
      throw new CorruptFileException(file, e.problem(), e);
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

  /** The text in UTF-8, in pieces: a large file is not held beside its numbers. */
  private static InputStream text(Path file) throws IOException {
    return ReaderInputStream.builder()
        .setReader(TextFile.reader(file))
        .setCharset(StandardCharsets.UTF_8)
        .get();
  }

  private static boolean hasNext(CSVRecordReader reader) throws IOException {
    try {
      return reader.hasNext();
    } catch (IllegalStateException e) { // around what the file itself throws
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private static List<String> fields(CSVRecordReader reader, Path file, int line) {
    try {
      return reader.next().stream().map(Writable::toString).toList();
    } catch (RuntimeException e) { // bare, with the parser's own around it
      String problem = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
      throw new CorruptFileException(file, "line " + line + ": " + problem, e);
    }
  }

  private static double[] numbers(List<String> fields, Path file, int line) {
    double[] numbers = new double[fields.size()];
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = number(fields.get(c), file, line, c + 1);
    }
    return numbers;
  }

  /** Checks the last of the lines. */
  private static void checkColumns(List<double[]> lines, Path file) {
    int columns = lines.get(lines.size() - 1).length;
    int expected = Math.max(2, lines.get(0).length);
    if (columns != expected) {
      throw new CorruptFileException(
          file, "line " + lines.size() + ": has " + columns + " columns, expected " + expected);
    }
  }

  private static double number(String text, Path file, int line, int column) {
    if (PlainNumber.is(text.trim())) {
      double value = Double.parseDouble(text.trim());
      // Finite as the float that it becomes.
      if (Float.isFinite((float) value)) {
        return value;
      }
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
