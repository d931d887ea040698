package io.github.brsgd.cli.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NpyFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"FLOAT, 1, 1", "DOUBLE, 1, 1", "FLOAT, 3, 70001", "DOUBLE, 20, 9", "FLOAT, 700, 2"})
  void whatIsWrittenIsReadBack(DataType type, int m, int d) throws IOException {
    INDArray matrix = Nd4j.rand(type, m, d);
    Path file = folder.resolve("a.npy");
    NpyFile.write(file, NpyArray.matrix(matrix));
    assertThat(Files.size(file) - (long) m * d * type.width()).isEqualTo(128);
    INDArray read = NpyFile.read(file);
    assertThat(read.dataType()).isEqualTo(type);
    assertThat(read).isEqualTo(matrix);
  }

  @Test
  void nd4jReadsWhatIsWritten() throws IOException {
    INDArray matrix = Nd4j.rand(DataType.FLOAT, 5, 3).transpose();
    Path file = folder.resolve("a.npy");
    NpyFile.write(file, NpyArray.matrix(matrix));
    assertThat(Nd4j.createFromNpyFile(file.toFile())).isEqualTo(matrix);
    NpyFile.write(file, NpyArray.vector(matrix.getRow(1, true)));
    assertThat(Nd4j.createFromNpyFile(file.toFile())).isEqualTo(matrix.getRow(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void readsAllVersionsAndBothOrders(int version) throws IOException {
    byte[] values = floats(1, 2, 3, 4, 5, 6);
    Path c = file(version, "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", values);
    assertThat(NpyFile.read(c))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 2, 3}, {4, 5, 6}}));
    Path f = file(version, "{'shape': (2, 3), 'descr': \"<f4\", 'fortran_order': True}", values);
    assertThat(NpyFile.read(f))
        .isEqualTo(Nd4j.createFromArray(new float[][] {{1, 3, 5}, {2, 4, 6}}));
  }

  @Test
  void keepsNonFiniteValues() throws IOException {
    Path file =
        file(
            1,
            "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }",
            floats(Float.NaN, Float.NEGATIVE_INFINITY));
    assertThat(NpyFile.read(file).toFloatVector())
        .containsExactly(Float.NaN, Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'descr': '>f4', 'fortran_order': False, 'shape': (2, 3), }; got >f4",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 3), }; got |O",
        "{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }; got <i8",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 3), }; 'descr'",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2, 3), }; 'fortran_order'",
        "{'descr': '<f4', 'fortran_order': False, }; 'shape'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (6,), }; got shape (6,)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), }; got shape ()",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2, 3), }; got shape (1, 2, 3)",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 3), }; 'shape'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 6), }; is empty",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (, 6), }; impossible shape",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }; at most",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999999999999, 6), }; impossible",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2000, 3000), }; got 152",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), 'x': exit()}; not understood",
        "nonsense; 'descr'"
      })
  void refusesHeadersItCannotServe(String header, String message) throws IOException {
    Path file = file(1, header, floats(1, 2, 3, 4, 5, 6));
    assertThatThrownBy(() -> NpyFile.read(file))
        .isInstanceOf(NpyFormatException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void refusesFilesThatAreCutOffOrTooLong() throws IOException {
    Path whole = folder.resolve("whole.npy");
    NpyFile.write(whole, NpyArray.matrix(Nd4j.rand(DataType.FLOAT, 2, 3)));
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 0; length < bytes.length; length++) {
      Path cut = folder.resolve("cut.npy");
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> NpyFile.read(cut)).isInstanceOf(NpyFormatException.class);
    }
    Path longer = folder.resolve("longer.npy");
    Files.write(longer, Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> NpyFile.read(longer)).hasMessageContaining("need 152 bytes");
  }

  @Test
  void anyDamageToTheHeaderIsAnErrorOfTheFileOrNone() throws IOException {
    Path whole = folder.resolve("whole.npy");
    NpyFile.write(whole, NpyArray.matrix(Nd4j.rand(DataType.FLOAT, 2, 3)));
    byte[] good = Files.readAllBytes(whole);
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = good.clone();
      for (int change = 0; change <= random.nextInt(3); change++) {
        bytes[random.nextInt(128)] = (byte) random.nextInt(256);
      }
      Path file = folder.resolve("damaged.npy");
      Files.write(file, bytes);
      try {
        assertThat(NpyFile.read(file).length()).isEqualTo(6);
      } catch (NpyFormatException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
      }
    }
  }

  @Test
  void anUnwritablePlaceLeavesNothingBehind() {
    Path file = folder.resolve("missing/a.npy");
    assertThatThrownBy(() -> NpyFile.write(file, NpyArray.matrix(Nd4j.rand(DataType.FLOAT, 2, 3))))
        .isInstanceOf(IOException.class);
    assertThat(folder).isEmptyDirectory();
  }

  private static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  /** A file as others write it, padded so that the header takes 128 bytes. */
  private Path file(int version, String header, byte[] values) throws IOException {
    int lengthBytes = version == 1 ? 2 : 4;
    int length = 128 - 8 - lengthBytes;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    for (int i = 0; i < lengthBytes; i++) {
      bytes.write(length >> (8 * i));
    }
    String padded = header + " ".repeat(length - header.length() - 1) + "\n";
    bytes.write(padded.getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(values);
    Path file = folder.resolve("v" + version + ".npy");
    Files.write(file, bytes.toByteArray());
    return file;
  }
}
