package io.github.brsgd.cli.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NpzFileTest {

  @TempDir private Path folder;
  private Path in;
  private Path out;
  private final INDArray first = Nd4j.rand(DataType.FLOAT, 3, 50);
  private final INDArray second = Nd4j.rand(DataType.DOUBLE, 2, 4);

  @BeforeEach
  void archive() throws IOException {
    in = folder.resolve("in.npz");
    out = folder.resolve("out.npz");
    zip(array(first), array(second), "first.npy", "second.npy");
  }

  private byte[] array(INDArray matrix) throws IOException {
    Path file = folder.resolve("array.npy");
    NpyFile.write(file, NpyArray.matrix(matrix));
    return Files.readAllBytes(file);
  }

  private void zip(byte[] one, byte[] other, String... names) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(in))) {
      for (int i = 0; i < names.length; i++) {
        zip.putNextEntry(new ZipEntry(names[i]));
        zip.write(i == 0 ? one : other);
        zip.closeEntry();
      }
    }
  }

  private void copy() throws IOException {
    NpzFile.map(in, out, matrix -> NpyArray.matrix(matrix.values()));
  }

  @Test
  void arraysKeepNamesOrderTypesAndValuesAndEqualOnesGiveEqualBytes() throws Exception {
    copy();
    assertThat(Nd4j.createFromNpzFile(out.toFile()))
        .containsOnlyKeys("first", "second")
        .containsEntry("first", first)
        .containsEntry("second", second);
    byte[] bytes = Files.readAllBytes(out);
    Files.move(out, in, StandardCopyOption.REPLACE_EXISTING);
    copy();
    assertThat(out).hasBinaryContent(bytes);
  }

  @Test
  void whatIsNoArchiveOfArraysIsRefused() throws IOException {
    zip(array(first), new byte[3], "a.npy", "notes.txt");
    assertThatThrownBy(this::copy)
        .isInstanceOf(NpyFormatException.class)
        .hasMessage(in + ": need arrays alone, got notes.txt");
    zip(new byte[] {1, 2, 3}, null, "../../a.npy");
    assertThatThrownBy(this::copy)
        .hasMessage(in + "/../../a.npy: is not a .npy file (wrong first bytes)");
    zip(null, null);
    assertThatThrownBy(this::copy).hasMessage(in + ": holds no array");
    Files.write(in, new byte[100]);
    assertThatThrownBy(this::copy).hasMessageStartingWith(in + ": is not a .npz file");
    Files.delete(in);
    assertThatThrownBy(this::copy).isInstanceOf(NoSuchFileException.class);
    assertThat(out).doesNotExist();
  }

  @Test
  void noDamageGoesUnnoticed() throws Exception {
    byte[] whole = Files.readAllBytes(in);
    copy();
    byte[] good = Files.readAllBytes(out);
    for (int i = 0; i < whole.length; i += 7) {
      byte[] bytes = whole.clone();
      bytes[i] ^= 0x55;
      Files.write(in, bytes);
      Files.deleteIfExists(out);
      try {
        copy();
      } catch (IOException e) {
        assertThat(out).doesNotExist();
        continue;
      }
      // Names, dates and flags are not summed; values and shapes are.
      assertThat(Files.readAllBytes(out)).as("byte %d", i).hasSameSizeAs(good);
      assertThat(Nd4j.createFromNpzFile(out.toFile()).values())
          .containsExactlyInAnyOrder(first, second);
    }
    Files.write(in, Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(this::copy).isInstanceOf(NpyFormatException.class);
  }

  @Test
  void aSizeThatCannotBeIsRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] bytes = Files.readAllBytes(in);
    // The uncompressed size of the first array in the directory at the end.
    for (int i = 0; i < bytes.length - 4; i++) {
      if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
        bytes[i + 27] = 0x70;
        break;
      }
    }
    Files.write(in, bytes);
    assertThatThrownBy(this::copy).hasMessageContaining("first.npy: claims a size that cannot be");
  }
}
