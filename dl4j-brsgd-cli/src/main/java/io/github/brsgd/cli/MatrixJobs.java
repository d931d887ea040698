package io.github.brsgd.cli;

import io.github.brsgd.aggregation.Aggregator;
import io.github.brsgd.cli.npy.NpyArray;
import io.github.brsgd.cli.npy.NpyFile;
import io.github.brsgd.cli.npy.NpyMatrix;
import io.github.brsgd.cli.npy.NpzFile;
import io.github.brsgd.files.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Input and output of the commands that work on matrices: one pair, or a list of many. */
final class MatrixJobs {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "IN.npy",
      description =
          "Matrix [rows, d], float32 or float64; or IN.npz, an archive of them as numpy.savez writes"
              + " it.")
  private Path in;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OUT.npy",
      description =
          "Where the result goes; of the same type. Of IN.npz an OUT.npz with a result for each"
              + " array, under its name.")
  private Path out;

  @Option(
      names = "--list",
      paramLabel = "FILE.csv",
      description =
          "Many jobs in one process: a line SPEC,IN.npy,OUT.npy each. SPEC may hold commas (IN and"
              + " OUT are the last two fields) or stand in double quotes. Empty lines and lines"
              + " that begin with # are skipped. A job that fails is reported with its line; the"
              + " others are done, and the exit code is 1.")
  private Path list;

  /**
   * Makes a result of a matrix; what it throws is reported. Help looks through the methods of
   * commands, lambdas too: with INDArray among their parameters it would load ND4J.
   */
  interface Worker {
    NpyArray work(String text, NpyMatrix matrix) throws IOException;
  }

  /** Checks what was given together. */
  void check(BaseCommand command, String option, String text) {
    if (list == null) {
      if (text == null || in == null || out == null) {
        throw command.usage("need " + option + ", IN.npy and OUT.npy, or --list FILE.csv");
      }
    } else if (text != null || in != null) {
      throw command.usage("--list brings " + option + ", IN.npy and OUT.npy of its own");
    }
  }

  /** Does the one job or all of the list; returns the exit code. */
  int run(String text, Screen screen, Worker worker) throws IOException {
    if (list == null) {
      try {
        work(new MatrixJob(text, in, out), worker);
      } catch (IllegalArgumentException e) {
        throw new Failure(e.getMessage(), e);
      }
      return 0;
    }
    List<String> lines = TextFile.lines(list);
    int done = 0;
    int failed = 0;
    try (Progress progress = screen.progress(list.toString(), " jobs", lines.size())) {
      for (int i = 0; i < lines.size(); i++) {
        progress.at(i, "");
        String line = lines.get(i).strip();
        if (line.isEmpty() || line.startsWith("#")) {
          continue;
        }
        try {
          work(parse(line), worker);
          done++;
        } catch (IOException | IllegalArgumentException e) {
          screen.note("%s:%d: %s", list, i + 1, Failures.message(e));
          failed++;
        }
      }
    }
    screen.print("%d done, %d failed", done, failed);
    return failed == 0 ? 0 : 1;
  }

  /** Each array of an archive by itself, as if it were alone in a file. */
  private static void work(MatrixJob job, Worker worker) throws IOException {
    if (isArchive(job.in()) != isArchive(job.out())) {
      throw new IllegalArgumentException(
          "files: need both as .npy or both as .npz, got " + job.in() + " and " + job.out());
    }
    if (!isArchive(job.in())) {
      NpyFile.write(
          job.out(), worker.work(job.text(), new NpyMatrix(job.in(), NpyFile.read(job.in()))));
      return;
    }
    NpzFile.map(
        job.in(),
        job.out(),
        matrix -> {
          try {
            return worker.work(job.text(), matrix);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "array " + matrix.source().getFileName() + ": " + e.getMessage(), e);
          }
        });
  }

  private static boolean isArchive(Path file) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".npz");
  }

  /** Refuses a rule that a matrix of rows is not enough for. */
  static Aggregator servable(Aggregator rule) {
    if (rule.needsTrustedRow()) {
      throw new IllegalArgumentException(
          "rule: "
              + rule
              + " needs a row of the server's own, of which a matrix has none; 'brsgd train' and"
              + " 'brsgd compare' make one");
    }
    return rule;
  }

  /** The last two fields are files, all before them is the text. */
  static MatrixJob parse(String line) {
    List<String> fields = fields(line);
    int n = fields.size();
    if (n < 3 || fields.get(n - 1).isBlank() || fields.get(n - 2).isBlank()) {
      throw new IllegalArgumentException("need SPEC,IN.npy,OUT.npy, got " + line);
    }
    return new MatrixJob(
        String.join(",", fields.subList(0, n - 2)).strip(),
        Path.of(fields.get(n - 2).strip()),
        Path.of(fields.get(n - 1).strip()));
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw new IllegalArgumentException("a double quote is never closed in " + line);
    }
    fields.add(field.toString());
    return fields;
  }
}
