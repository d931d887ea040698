package io.github.brsgd.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One reference result: a matrix, what was done to it, and what came out. */
public record OracleCase(
    Path folder,
    String name,
    int m,
    int d,
    String rule,
    Map<String, String> parameters,
    Path file) {

  /** All results for a rule or attack, from the test resources or the folder of -Dbrsgd.oracle. */
  public static Stream<OracleCase> of(String rule) {
    Path folder = root();
    try {
      List<String> lines = Files.readAllLines(folder.resolve("cases.csv"));
      return lines.stream()
          .skip(1)
          .map(line -> parse(folder, line))
          .filter(c -> c.rule.equals(rule));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String given = System.getProperty("brsgd.oracle");
    try {
      return given != null
          ? Path.of(given)
          : Path.of(OracleCase.class.getResource("/oracle/cases.csv").toURI()).getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OracleCase parse(Path folder, String line) {
    String[] field = line.split(",", -1);
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : field[4].split(";", -1)) {
      int equals = parameter.indexOf('=');
      if (equals > 0) {
        parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
      }
    }
    return new OracleCase(
        folder,
        field[0],
        Integer.parseInt(field[1]),
        Integer.parseInt(field[2]),
        field[3],
        parameters,
        folder.resolve(field[6]));
  }

  /** Our q. */
  public int q() {
    return integer("f");
  }

  /** An integer parameter. */
  public int integer(String key) {
    return Integer.parseInt(parameters.get(key));
  }

  /** A parameter. */
  public double number(String key) {
    return Double.parseDouble(parameters.get(key));
  }

  /** The rows. */
  public INDArray input(DataType type) {
    return read(folder.resolve(name).resolve("input.npy").toFile()).castTo(type);
  }

  /** The reference result, in double. */
  public INDArray expected() {
    return read(file.toFile());
  }

  private static INDArray read(File npy) {
    return Nd4j.createFromNpyFile(npy);
  }

  /** Asserts that a vector or matrix equals the reference up to this share of its norm. */
  public void assertMatches(INDArray actual, double tolerance) {
    assertRelativelyClose(rule + " of " + name, actual, expected(), tolerance);
  }

  /** Asserts that ||actual - expected|| is at most tolerance times ||expected||. */
  public static void assertRelativelyClose(
      String what, INDArray actual, INDArray expected, double tolerance) {
    INDArray a = actual.castTo(DataType.DOUBLE).reshape(actual.length());
    INDArray e = expected.castTo(DataType.DOUBLE).reshape(expected.length());
    double error = a.sub(e).norm2Number().doubleValue();
    double norm = e.norm2Number().doubleValue();
    assertThat(error)
        .as("%s: error against norm %s", what, norm)
        .isLessThanOrEqualTo(tolerance * norm);
  }
}
