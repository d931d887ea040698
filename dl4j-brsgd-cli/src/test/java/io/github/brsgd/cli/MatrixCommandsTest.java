package io.github.brsgd.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.brsgd.cli.npy.NpyArray;
import io.github.brsgd.cli.npy.NpyFile;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MatrixCommandsTest {

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void rows() throws IOException {
    in = folder.resolve("in.npy");
    out = folder.resolve("out.npy");
    NpyFile.write(
        in,
        NpyArray.matrix(
            Nd4j.createFromArray(new float[][] {{0, 0}, {1, 2}, {2, 4}, {3, 6}, {100, -100}})));
  }

  private static INDArray read(Path file) {
    return Nd4j.createFromNpyFile(file.toFile());
  }

  @Test
  void aRuleCombinesTheRows() {
    assertThat(Cli.run("aggregate", "--rule", "median", in, out).code()).isZero();
    assertThat(read(out)).isEqualTo(Nd4j.createFromArray(2f, 2f));
    assertThat(Cli.run("aggregate", "--rule", "krum:q=1", "--double", in, out).code()).isZero();
    assertThat(read(out)).isEqualTo(Nd4j.createFromArray(1.0, 2.0));
  }

  @Test
  void weightsAreOfRowsAlsoWhereOneIsSetAside() throws IOException {
    Cli cli =
        Cli.run("aggregate", "--rule", "weighted-mean:weights=4/2/2/1/1", "--double", in, out);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(read(out).getDouble(0)).isCloseTo(10.9, within(1e-12));
    Cli few = Cli.run("aggregate", "--rule", "weighted-mean:weights=4/2/2/1", in, out);
    assertThat(few.code()).isEqualTo(1);
    assertThat(few.err()).contains("need one weight per node, got 4 weights for 5 nodes");
    spoilOneRow();
    String rule = "weighted-median:weights=1/1/1/1/1/1/1/1/1/9/1,share=0.1";
    assertThat(Cli.run("aggregate", "--rule", rule, in, out).code()).isZero();
    assertThat(read(out)).isEqualTo(Nd4j.createFromArray(9f, 18f, 1f));
  }

  /**
   * A row that is not finite is Byzantine; of more weight than was declared there is no telling.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "weighted-median:weights=1/1/1/1/9/1/1/1/1/1/1,share=0.3",
        "clip:c=2+weighted-median:weights=1/1/1/1/9/1/1/1/1/1/1,share=0.3",
        "weighted-trimmed-mean:weights=1/1/1/1/1/1/1/1/1/1/1,share=0"
      })
  void rowsOfMoreThanTheShareAreNotSetAside(String rule) throws IOException {
    spoilOneRow();
    Cli cli = Cli.run("aggregate", "--rule", rule, in, out);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err())
        .contains("rows [4] hold NaN or infinite values, and a share of ")
        .contains(" of the weight, more than share=0");
    assertThat(out).doesNotExist();
  }

  @Test
  void aPoisoningIsNoAttackOnRows() {
    Cli cli = Cli.run("attack", "--attack", "label-flip", "--attackers", "1", in, out);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err())
        .contains("attack: 'label-flip' cannot stand here, it is no attack")
        .doesNotContain("did you mean");
  }

  /** There is no q that they could be counted against. */
  @ParameterizedTest
  @ValueSource(strings = {"clip:c=2", "bucketing:s=2", "clip:c=2+nnm:q=1"})
  void preAggregationsAloneNameTheRowThatIsNotFinite(String steps) throws IOException {
    NpyFile.write(
        in,
        NpyArray.matrix(
            Nd4j.createFromArray(new float[][] {{0, 0}, {1, 2}, {2, Float.NaN}, {3, 6}})));
    Cli cli = Cli.run("aggregate", "--rule", steps, in, out);
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err()).contains("row 2 has a NaN");
    assertThat(out).doesNotExist();
  }

  @Test
  void anAttackForgesRows() throws IOException {
    NpyFile.write(in, NpyArray.matrix(Nd4j.createFromArray(new double[][] {{1, 2}, {3, 6}})));
    Cli cli = Cli.run("attack", "--attack", "ipm:tau=2", "--attackers", "3", in, out);
    assertThat(cli.code()).isZero();
    assertThat(read(out))
        .isEqualTo(Nd4j.createFromArray(new double[][] {{-4, -8}, {-4, -8}, {-4, -8}}));
    Cli own = Cli.run("attack", "--attack", "sign-flip:own=true", "--attackers", "1", in, out);
    assertThat(own.code()).isZero();
    assertThat(read(out)).isEqualTo(Nd4j.createFromArray(new double[][] {{-2, -4}}));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alie:knowledge=partial", "poisoned-fl"})
  void anAttackThatKnowsNoHonestRowsIsRefusedHere(String attack) {
    Cli cli = Cli.run("attack", "--attack", attack, "--attackers", "2", in, out);
    assertThat(cli.code()).isNotZero();
    assertThat(cli.err())
        .contains("attack: " + attack + " knows its attackers' own rows")
        .contains("a matrix of honest rows has none");
  }

  @Test
  void aListIsDoneToItsEndWhateverFails() throws IOException {
    Path second = folder.resolve("second.npy");
    Path list = folder.resolve("jobs.csv");
    Files.writeString(
        list,
        String.join(
            "\n",
            "# spec,in,out",
            "",
            "bulyan:q=0,base=median," + in + "," + out,
            "krum:q=2," + in + "," + out,
            "nonsense," + in + "," + out,
            "median," + folder.resolve("missing.npy") + "," + out,
            "median",
            "\"geometric-median:steps=3,nu=0.1\"," + in + ",\"" + second + "\""));
    Cli cli = Cli.run("aggregate", "--list", list);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.out()).isEqualTo("2 done, 4 failed\n".replace("\n", System.lineSeparator()));
    assertThat(cli.err())
        .contains(list + ":4: Krum: need m >= 2q+3, got m=5, q=2")
        .contains(list + ":5: ")
        .contains(list + ":6: " + folder.resolve("missing.npy") + ": there is no such file")
        .contains(list + ":7: need SPEC,IN.npy,OUT.npy, got median")
        .doesNotContain("\tat ");
    assertThat(out).exists();
    assertThat(read(second).shape()).containsExactly(2);
  }

  @Test
  void attacksTakeListsToo() throws IOException {
    Path list = folder.resolve("jobs.csv");
    Files.writeString(list, "zero," + in + "," + out + "\n");
    Cli cli = Cli.run("attack", "--attackers", "2", "--list", list);
    assertThat(cli.code()).isZero();
    assertThat(read(out)).isEqualTo(Nd4j.zeros(DataType.FLOAT, 2, 2));
  }

  @Test
  void whatIsWrongWithTheArgumentsIsSaid() {
    assertUsage("unknown 'krumm'", "aggregate", "--rule", "krumm:q=1", in, out);
    assertUsage("q", "aggregate", "--rule", "krum", in, out);
    assertUsage("need --rule, IN.npy and OUT.npy, or --list", "aggregate", in, out);
    assertUsage("need --rule, IN.npy", "aggregate", "--rule", "mean", in);
    assertUsage("of its own", "aggregate", "--rule", "mean", "--list", in);
    assertUsage("--attackers", "attack", "--attack", "zero", in, out);
    assertUsage("need >= 1, got 0", "attack", "--attack", "zero", "--attackers", "0", in, out);
    assertUsage("unknown 'zro'", "attack", "--attack", "zro", "--attackers", "1", in, out);
  }

  private static void assertUsage(String message, Object... args) {
    Cli cli = Cli.run(args);
    assertThat(cli.code()).isEqualTo(2);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void whatIsWrongWithTheFilesIsAFailure() throws IOException {
    assertFailure("got m=5, q=2", "aggregate", "--rule", "krum:q=2", in, out);
    assertFailure("no such file", "aggregate", "--rule", "mean", folder.resolve("x.npy"), out);
    assertFailure(
        "no such file", "aggregate", "--rule", "mean", in, folder.resolve("missing/out.npy"));
    assertFailure("no such file", "aggregate", "--list", folder.resolve("jobs.csv"));
    Path text = folder.resolve("text.npy");
    Files.writeString(text, "1,2,3");
    assertFailure("is not a .npy file", "aggregate", "--rule", "mean", text, out);
    NpyFile.write(
        in, NpyArray.matrix(Nd4j.createFromArray(new float[][] {{0, 0}, {Float.NaN, 2}})));
    assertFailure("rows [1] hold NaN", "aggregate", "--rule", "mean", in, out);
    assertFailure("rows [1]", "attack", "--attack", "zero", "--attackers", "1", in, out);
    assertThat(out).doesNotExist();
  }

  private static void assertFailure(String message, Object... args) {
    Cli cli = Cli.run(args);
    assertThat(cli.err()).contains(message).doesNotContain("\tat ");
    assertThat(cli.code()).isEqualTo(1);
  }

  @Test
  void linesAreTakenApartFromTheirEnd() {
    assertThat(MatrixJobs.parse("bulyan:q=3,base=krum, a.npy ,b.npy"))
        .isEqualTo(new MatrixJob("bulyan:q=3,base=krum", Path.of("a.npy"), Path.of("b.npy")));
    assertThat(MatrixJobs.parse("mean,\"a,\"\"1\"\".npy\",b.npy").in())
        .isEqualTo(Path.of("a,\"1\".npy"));
    assertThatThrownBy(() -> MatrixJobs.parse("\"mean,a,b")).hasMessageContaining("never closed");
    assertThatThrownBy(() -> MatrixJobs.parse("mean,a,")).hasMessageContaining("need SPEC");
  }

  private void spoilOneRow() throws IOException {
    float[][] rows = new float[11][3];
    for (int i = 0; i < 11; i++) {
      rows[i] = new float[] {i, 2 * i, 1};
    }
    rows[4][1] = Float.NaN;
    NpyFile.write(in, NpyArray.matrix(Nd4j.createFromArray(rows)));
  }

  @Test
  void aRowThatIsNotFiniteIsSetAsideAsInTraining() throws IOException {
    spoilOneRow();
    Cli cli = Cli.run("aggregate", "--rule", "krum:q=2", in, out);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(cli.err()).contains("rows [4] hold NaN or infinite values").contains("q=2");
    assertThat(read(out).isNaN().any()).isFalse();
    assertThat(Cli.run("aggregate", "--rule", "median", in, out).code()).isZero();
    Cli strict = Cli.run("aggregate", "--strict", "--rule", "krum:q=2", in, out);
    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.err()).contains("row 4 has a NaN");
    Cli none = Cli.run("aggregate", "--rule", "mean", in, out);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("rows [4] hold NaN or infinite values, more than q=0");
  }

  @Test
  void preAggregationsAloneWriteTheMixedRows() {
    Cli cli = Cli.run("aggregate", "--rule", "nnm:q=2", in, out);
    assertThat(cli.code()).as(cli.err()).isZero();
    assertThat(read(out))
        .isEqualTo(
            Nd4j.createFromArray(
                new float[][] {{1, 2}, {1, 2}, {2, 4}, {2, 4}, {101 / 3f, -98 / 3f}}));
    assertThat(Cli.run("aggregate", "--rule", "nnm:q=2+mean", in, out).code()).isZero();
  }

  @Test
  void aFolderIsNoPlaceForTheResult() {
    Cli cli = Cli.run("aggregate", "--rule", "median", in, folder);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains(folder + ": is a folder, need a file").doesNotContain(".part");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aListMayBeginWithAMark(String charset) throws IOException {
    Path list = folder.resolve("jobs.csv");
    String lines = "\ufeffkrum:q=1," + in + "," + out + "\r\n\r\nmedian," + in + "," + out + "\r\n";
    Files.write(list, lines.getBytes(Charset.forName(charset)));
    Cli cli = Cli.run("aggregate", "--list", list);
    assertThat(cli.err()).isEmpty();
    assertThat(cli.out()).contains("2 done, 0 failed");
  }

  @Test
  void eachArrayOfAnArchiveIsServedAsIfItWereAlone() throws Exception {
    Path archive = folder.resolve("in.npz");
    Path results = folder.resolve("out.npz");
    INDArray near = Nd4j.createFromArray(new double[][] {{0, 1}, {1, 1}, {2, 9}});
    zip(archive, read(in), near);
    assertThat(Cli.run("aggregate", "--rule", "median", archive, results).code()).isZero();
    assertThat(Nd4j.createFromNpzFile(results.toFile()))
        .containsEntry("round_0", Nd4j.createFromArray(2f, 2f))
        .containsEntry("round_1", Nd4j.createFromArray(1.0, 1.0));
    Object[] forge = {"attack", "--attack", "sign-flip", "--attackers", 2, archive, results};
    assertThat(Cli.run(forge).code()).isZero();
    assertThat(Cli.run("attack", "--attack", "sign-flip", "--attackers", 2, in, out).code())
        .isZero();
    assertThat(Nd4j.createFromNpzFile(results.toFile())).containsEntry("round_0", read(out));
  }

  @Test
  void anArrayThatCannotBeServedFailsItsArchiveByName() throws IOException {
    Path archive = folder.resolve("in.npz");
    Path results = folder.resolve("out.npz");
    zip(archive, read(in), Nd4j.createFromArray(new double[][] {{0, 1}, {1, 1}}));
    Cli cli = Cli.run("aggregate", "--rule", "krum:q=1", archive, results);
    assertThat(cli.code()).isEqualTo(1);
    assertThat(cli.err()).contains("array round_1.npy: Krum: need m >= 2q+3, got m=2, q=1");
    assertThat(results).doesNotExist();
    assertThat(Cli.run("aggregate", "--rule", "median", archive, out).err())
        .contains("files: need both as .npy or both as .npz, got " + archive + " and " + out);
  }

  private void zip(Path archive, INDArray... rounds) throws IOException {
    Path file = folder.resolve("round.npy");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      for (int k = 0; k < rounds.length; k++) {
        NpyFile.write(file, NpyArray.matrix(rounds[k]));
        zip.putNextEntry(new ZipEntry("round_" + k + ".npy"));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
    }
  }
}
