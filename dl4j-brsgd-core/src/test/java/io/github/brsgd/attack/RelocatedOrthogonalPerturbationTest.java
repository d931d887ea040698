package io.github.brsgd.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.aggregation.CenteredClipping;
import io.github.brsgd.linalg.Matrices;
import io.github.brsgd.state.Notes;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RelocatedOrthogonalPerturbationTest implements AttackContract {

  @Override
  public Attack attack() {
    return new RelocatedOrthogonalPerturbation();
  }

  private static RelocatedOrthogonalPerturbation rop(
      double lambda, double theta, double pi, double z) {
    return new RelocatedOrthogonalPerturbation(lambda, theta, pi, z, Knowledge.FULL);
  }

  /** What the last of the nodes sends, who attacks alone. */
  private static double[] sent(Attack attack, double[] previous, double[]... honest) {
    int h = honest.length;
    double[][] rows = Arrays.copyOf(honest, h + 1);
    rows[h] = new double[honest[0].length];
    INDArray updates = Nd4j.createFromArray(rows);
    Optional<INDArray> aggregate =
        Optional.ofNullable(previous).map(m -> Nd4j.createFromArray(m).reshape(1, m.length));
    attack.forge(
        new AttackContext(
                updates,
                new int[] {h},
                Nd4j.zeros(1, rows[0].length),
                1,
                new CenteredClipping(1, 1),
                4,
                1)
            .inRun(aggregate, new Notes()));
    aggregate.ifPresent(m -> assertThat(m.toDoubleVector()).isEqualTo(previous));
    return updates.getRow(h).toDoubleVector();
  }

  private static double dot(double[] x, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(j -> x[j] * y[j]).sum();
  }

  private static double[] sum(double a, double[] x, double b, double[] y) {
    return IntStream.range(0, x.length).mapToDouble(j -> a * x[j] + b * y[j]).toArray();
  }

  private static double[] scaled(double a, double[] x) {
    return sum(a, x, 0, x);
  }

  @ParameterizedTest
  @CsvSource({
    "0.9, 90, 1, 1, 7",
    "0, 270, 0, 3, 20",
    "1, 180, 0.5, 0.1, 5",
    "0.3, 33, 0.7, -2, 64"
  })
  void isTheDefinition(double lambda, double theta, double pi, double z, int d) {
    double[][] honest = Matrices.normal(5, d, d);
    double[] previous = Matrices.normal(1, d, 99)[0];
    double[] mean = new double[d];
    for (double[] row : honest) {
      mean = sum(1, mean, 0.2, row);
    }
    double[] ones = new double[d];
    Arrays.fill(ones, 1);
    for (boolean first : new boolean[] {false, true}) {
      double[] r = first ? mean : sum(lambda, previous, 1 - lambda, mean);
      double[] u = sum(1, ones, -dot(ones, r) / dot(r, r), r);
      double angle = Math.toRadians(theta);
      double[] step =
          sum(
              Math.sin(angle) / Math.sqrt(dot(u, u)), u,
              Math.cos(angle) / Math.sqrt(dot(r, r)), r);
      double[] from = first ? scaled(1 - pi, mean) : sum(pi, previous, 1 - pi, mean);
      assertThat(sent(rop(lambda, theta, pi, z), first ? null : previous, honest))
          .as("first %s", first)
          .containsExactly(sum(1, from, z, step), within(1e-9));
    }
  }

  @Test
  void example() {
    assertThat(sent(rop(0.5, 90, 1, 2), new double[] {2, 0}, new double[2]))
        .containsExactly(new double[] {2, 2}, within(1e-9));
  }

  @Test
  void withoutAReferenceThereIsNoStepAndAlongOnesNoneAcross() {
    assertThat(sent(attack0(), new double[2], new double[2])).containsOnly(0);
    assertThat(sent(rop(1, 90, 1, 5), new double[] {2, 2}, new double[] {7, 8}))
        .containsExactly(new double[] {2, 2}, within(1e-5));
    assertThat(sent(rop(1, 60, 1, 4), new double[] {3}, new double[] {7}))
        .containsExactly(new double[] {5}, within(1e-5));
  }

  private static Attack attack0() {
    return new RelocatedOrthogonalPerturbation();
  }

  @Test
  void parametersAreChecked() {
    assertThat(new RelocatedOrthogonalPerturbation()).isEqualTo(rop(0.9, 90, 1, 1));
    assertThatThrownBy(() -> rop(1.5, 90, 1, 1))
        .hasMessage("RelocatedOrthogonalPerturbation: need 0 <= lambda <= 1, got lambda=1.5");
    assertThatThrownBy(() -> rop(0, 90, Double.NaN, 1)).hasMessageContaining("got pi=NaN");
    assertThatThrownBy(() -> rop(0, Double.NaN, 0, 1))
        .hasMessage("RelocatedOrthogonalPerturbation: need a finite theta, got theta=NaN");
    assertThatThrownBy(() -> rop(0, 0, 0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("got z=Infinity");
    assertThatThrownBy(() -> new RelocatedOrthogonalPerturbation(0, 0, 0, 1, Knowledge.NONE))
        .hasMessageContaining("need knowledge=full or partial, got none");
  }
}
