package io.github.brsgd.data;

import io.github.brsgd.checks.PlainNumber;
import io.github.brsgd.files.NotTextException;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The lines of a {@link CsvTable}, and which column is the class. */
final class LabelledLines {

  private final Path file;
  private final List<CSVRecord> lines;
  private final List<String> header;
  private final int label;

  private LabelledLines(Path file, List<CSVRecord> lines, String wanted) {
    this.file = file;
    CSVRecord first = lines.get(0);
    int number = number(wanted, first.size());
    boolean named = isHeader(first, number, wanted);
    this.header = named ? first.toList().stream().map(String::strip).toList() : List.of();
    if (header.stream().filter(wanted::equals).count() > 1) {
      throw new CorruptFileException(file, "has more than one column '" + wanted + "'");
    }
    this.lines = named ? lines.subList(1, lines.size()) : lines;
    this.label = number >= 0 && !header.contains(wanted) ? number : header.indexOf(wanted);
    if (label < 0) {
      throw new IllegalArgumentException(
          "dataset: label: "
              + file
              + " has no column '"
              + wanted
              + "', its columns are "
              + (named ? header : "1 to " + first.size() + " without names"));
    }
    if (this.lines.isEmpty()) {
      throw new CorruptFileException(file, "has no lines besides its header");
    }
  }

  static LabelledLines read(Path file, String label) {
    return new LabelledLines(file, lines(file), label);
  }

  private static List<CSVRecord> lines(Path file) {
    // Blank lines count, so that errors name the right one.
    CSVFormat format = CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();
    try (Reader reader = TextFile.reader(file);
        CSVParser parser = CSVParser.parse(reader, format)) {
      PublishedFiles.checkTable(file);
      List<CSVRecord> lines = new ArrayList<>(parser.getRecords());
      while (!lines.isEmpty() && isBlank(lines.get(lines.size() - 1))) {
        lines.remove(lines.size() - 1);
      }
      if (lines.isEmpty()) {
        throw new CorruptFileException(file, "has no lines");
      }
      return lines;
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new CorruptFileException(file, problem(e), e);
    }
  }

  private static String problem(Exception e) {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof AccessDeniedException) {
      return "cannot be read: permission denied";
    }
    if (cause instanceof FileSystemException f) {
      return "cannot be read: " + (f.getReason() == null ? f.toString() : f.getReason());
    }
    if (cause instanceof NotTextException n) {
      return n.problem();
    }
    return "is no CSV file: " + cause.getMessage();
  }

  private static boolean isBlank(CSVRecord line) {
    return line.size() == 1 && line.get(0).isBlank();
  }

  /** The column of a number from 1, from 0; -1 if it is none. */
  private static int number(String text, int columns) {
    if (!text.matches("[1-9][0-9]{0,8}")) {
      return -1;
    }
    int column = Integer.parseInt(text) - 1;
    return column < columns ? column : -1;
  }

  /** Whether a line names the label, or has nowhere a number where numbers should be. */
  private static boolean isHeader(CSVRecord line, int label, String wanted) {
    boolean isName = label < 0 && !PlainNumber.is(wanted);
    if (isName && line.stream().anyMatch(cell -> cell.strip().equals(wanted))) {
      return true;
    }
    for (int c = 0; c < line.size(); c++) {
      if (c != label && PlainNumber.is(line.get(c).strip())) {
        return false;
      }
    }
    return true;
  }

  /** Trains on the first so many of the lines that are not held out; 0 for all. */
  DataParts parts(int examples) {
    List<String> classes = classes();
    int columns = lines.get(0).size() - 1;
    float[][] features = new float[lines.size()][];
    int[] labels = new int[lines.size()];
    for (int i = 0; i < features.length; i++) {
      CSVRecord line = lines.get(i);
      features[i] = numbers(line, columns);
      labels[i] = indexOf(classOf(line), classes);
    }
    HeldOut split = HeldOut.of(features.length);
    int[] training =
        examples == 0
            ? split.training()
            : Arrays.copyOf(split.training(), Math.min(examples, split.training().length));
    FeatureScaling scaling = scale(features, training);
    DataSet test = subset(features, labels, classes.size(), split.test());
    return new DataParts(
            new ImageShape(1, 1, columns),
            classes,
            subset(features, labels, classes.size(), training),
            () -> test)
        .scaledBy(scaling.normalization());
  }

  private CorruptFileException wrong(CSVRecord line, String problem) {
    return new CorruptFileException(file, "line " + line.getRecordNumber() + ": " + problem);
  }

  private List<String> classes() {
    int columns = header.isEmpty() ? lines.get(0).size() : header.size();
    for (CSVRecord line : lines) {
      if (line.size() != columns || columns < 2) {
        throw wrong(line, "has " + line.size() + " columns, expected " + Math.max(2, columns));
      }
      if (line.get(label).isBlank()) {
        throw wrong(line, column(label) + ": the class is missing");
      }
    }
    List<String> texts = lines.stream().map(this::classOf).distinct().toList();
    List<String> classes = names(texts);
    if (classes.size() < 2 || classes.size() > Math.max(2, lines.size() / 2)) {
      throw new CorruptFileException(
          file,
          column(label)
              + ": need a class per line, of at least 2, got "
              + classes.size()
              + " different values in "
              + lines.size()
              + " lines");
    }
    return classes;
  }

  /**
   * Words in their order; numbers in theirs, of which 1 and 1.0 are one, called as it comes first.
   */
  private static List<String> names(List<String> texts) {
    if (!texts.stream().allMatch(PlainNumber::is)) {
      return texts.stream().sorted().toList();
    }
    Map<Double, String> byValue = new TreeMap<>();
    texts.forEach(text -> byValue.putIfAbsent(Double.parseDouble(text) + 0.0, text));
    return List.copyOf(byValue.values());
  }

  private static int indexOf(String text, List<String> classes) {
    int index = classes.indexOf(text);
    for (int i = 0; index < 0; i++) {
      // Only numbers are written in more than one way.
      index = Double.parseDouble(classes.get(i)) == Double.parseDouble(text) ? i : -1;
    }
    return index;
  }

  private String classOf(CSVRecord line) {
    return line.get(label).strip();
  }

  private String column(int index) {
    return "column " + (index < header.size() ? header.get(index) : String.valueOf(index + 1));
  }

  private float[] numbers(CSVRecord line, int columns) {
    float[] numbers = new float[columns];
    int next = 0;
    for (int c = 0; c < line.size(); c++) {
      if (c != label) {
        String text = line.get(c).strip();
        if (text.isEmpty()) {
          throw wrong(line, column(c) + ": the value is missing");
        }
        float value = PlainNumber.is(text) ? Float.parseFloat(text) : Float.NaN;
        if (!Float.isFinite(value)) {
          throw wrong(
              line,
              column(c)
                  + ": expected a finite number within the range of float, got '"
                  + text
                  + "'");
        }
        numbers[next++] = value;
      }
    }
    return numbers;
  }

  /** Mean 0 and deviation 1 of each column over the training lines; constant ones become 0. */
  private static FeatureScaling scale(float[][] features, int[] training) {
    double[] means = new double[features[0].length];
    double[] deviations = new double[features[0].length];
    for (int c = 0; c < features[0].length; c++) {
      double sum = 0;
      for (int i : training) {
        sum += features[i][c];
      }
      double mean = sum / training.length;
      double squares = 0;
      for (int i : training) {
        squares += (features[i][c] - mean) * (features[i][c] - mean);
      }
      double deviation = Math.sqrt(squares / training.length);
      for (float[] line : features) {
        line[c] = (float) (deviation > 0 ? (line[c] - mean) / deviation : 0);
      }
      means[c] = mean;
      deviations[c] = deviation;
    }
    return FeatureScaling.ofColumns(means, deviations);
  }

  private static DataSet subset(float[][] features, int[] labels, int classes, int[] lines) {
    float[][] some = new float[lines.length][];
    float[][] oneHot = new float[lines.length][classes];
    for (int i = 0; i < lines.length; i++) {
      some[i] = features[lines[i]];
      oneHot[i][labels[lines[i]]] = 1;
    }
    return new DataSet(Nd4j.createFromArray(some), Nd4j.createFromArray(oneHot));
  }
}
