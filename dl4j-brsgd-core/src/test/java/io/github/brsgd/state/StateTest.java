package io.github.brsgd.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.brsgd.linalg.Bits;
import io.github.brsgd.linalg.Matrices;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class StateTest {

  private static byte[] written(Notes notes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StateWriter out = new StateWriter(bytes, "test", 3);
    notes.write(out);
    out.optionalArray(Optional.empty());
    out.longInteger(-7);
    out.real(Double.MIN_VALUE);
    out.end();
    return bytes.toByteArray();
  }

  private static Notes read(byte[] bytes) throws IOException {
    StateReader in = new StateReader(new ByteArrayInputStream(bytes), "test", 3);
    Notes notes = Notes.read(in);
    assertThat(in.optionalArray()).isEmpty();
    assertThat(in.longInteger()).isEqualTo(-7);
    assertThat(in.real()).isEqualTo(Double.MIN_VALUE);
    in.end();
    return notes;
  }

  private static Notes notes() {
    Notes notes = new Notes();
    INDArray wide = Matrices.array(Matrices.normal(3, 9, 1), DataType.DOUBLE);
    notes.put("floats", Nd4j.createFromArray(1f, Float.NaN, -0f, Float.MAX_VALUE).reshape(1, 4));
    notes.put("view", wide.get(NDArrayIndex.all(), NDArrayIndex.interval(2, 5)));
    notes.put("fortran", wide.dup('f'));
    notes.put("count", Nd4j.scalar(41));
    notes.put("round", Nd4j.scalar(1L << 40));
    notes.put("long", Matrices.array(Matrices.normal(1, 40_000, 2), DataType.FLOAT));
    return notes;
  }

  @Test
  void everyBitComesBack() throws IOException {
    Notes notes = notes();
    Notes back = read(written(notes));
    assertThat(back.names()).isEqualTo(notes.names());
    for (String name : notes.names()) {
      INDArray one = notes.get(name).orElseThrow();
      INDArray other = back.get(name).orElseThrow();
      assertThat(other.shape()).isEqualTo(one.shape());
      assertThat(other.dataType()).isEqualTo(one.dataType());
      assertThat(Bits.of(other)).isEqualTo(Bits.of(one));
    }
    Notes copy = back.copy();
    back.get("long").orElseThrow().assign(0);
    assertThat(Bits.of(copy.get("long").orElseThrow()))
        .isEqualTo(Bits.of(notes.get("long").orElseThrow()));
  }

  @Test
  void whatCannotBeWrittenIsNotNoted() {
    Notes notes = new Notes();
    assertThatThrownBy(() -> notes.put("mask", Nd4j.ones(DataType.BOOL, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "notes: need an array of floats, doubles, halves, ints or longs, not empty, as a checkpoint has"
                + " to hold it; got mask of type BOOL and shape [2, 3]");
    assertThatThrownBy(() -> notes.put("nothing", Nd4j.empty(DataType.FLOAT)))
        .hasMessageContaining("got nothing of type FLOAT and shape []");
    assertThat(notes.names()).isEmpty();
  }

  @Test
  void arraysWhoseMemoryIsNotInOrderComeBackRight() throws IOException {
    INDArray cube = Nd4j.rand(DataType.FLOAT, 2, 3, 4);
    for (INDArray array :
        new INDArray[] {
          cube.permute(1, 0, 2), cube.permute(0, 2, 1), cube.swapAxes(1, 2), cube.slice(1)
        }) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      StateWriter out = new StateWriter(bytes, "test", 1);
      out.array(array);
      out.end();
      StateReader in = new StateReader(new ByteArrayInputStream(bytes.toByteArray()), "test", 1);
      assertThat(Bits.of(in.array().dup('c'))).isEqualTo(Bits.of(array.dup('c')));
      in.end();
    }
    StateWriter out = new StateWriter(new ByteArrayOutputStream(), "test", 1);
    assertThatThrownBy(() -> out.array(Nd4j.empty(DataType.FLOAT)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got an empty one");
  }

  private static INDArray[] layouts() {
    INDArray cube = Matrices.array(Matrices.normal(6, 20, 3), DataType.DOUBLE).reshape(6, 4, 5);
    INDArray wide = Matrices.array(Matrices.normal(5, 17, 4), DataType.FLOAT);
    return new INDArray[] {
      wide,
      wide.dup('f'),
      wide.getRow(3, true),
      wide.getColumn(2, true),
      wide.getColumn(0, true),
      wide.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3)),
      wide.get(NDArrayIndex.interval(0, 2), NDArrayIndex.all()),
      wide.get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(2, 16)),
      wide.transpose(),
      cube,
      cube.dup('f'),
      cube.permute(2, 0, 1),
      cube.slice(1),
      cube.reshape(1, 1, 120),
      cube.reshape(120),
      cube.reshape(120, 1),
      Nd4j.createFromArray(1, 2, 3, 4, 5, 6, 7).reshape(7, 1),
      Nd4j.createFromArray(1L << 40, -2L, 3L),
      Nd4j.scalar(3.5)
    };
  }

  /** As it has to be done with arrays of more bytes than a buffer of Java's can have. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 20, 50, 1000})
  void arraysAreWrittenAndReadInPieces(long most) throws IOException {
    for (INDArray array : layouts()) {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      new StateWriter(whole, "test", 1).array(array);
      ByteArrayOutputStream pieces = new ByteArrayOutputStream();
      new StateWriter(pieces, "test", 1, most).array(array);
      assertThat(pieces.toByteArray()).isEqualTo(whole.toByteArray());
      INDArray back =
          new StateReader(new ByteArrayInputStream(whole.toByteArray()), "test", 1, most).array();
      assertThat(back.shape()).isEqualTo(array.shape());
      assertThat(back.dataType()).isEqualTo(array.dataType());
      assertThat(Bits.of(back)).isEqualTo(Bits.of(array.dup('c')));
    }
  }

  /** The copy of a view is garbage but for what the writer holds. */
  @Test
  void aCollectionOfGarbageInTheMiddleOfAWriteDoesNoHarm() throws IOException {
    INDArray wide = Nd4j.rand(DataType.FLOAT, 3, 100_000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OutputStream collecting =
        new FilterOutputStream(bytes) {
          @Override
          public void write(byte[] b, int from, int length) throws IOException {
            if (length > 1000) {
              System.gc();
              Nd4j.rand(DataType.FLOAT, 1, 100_000);
            }
            out.write(b, from, length);
          }
        };
    StateWriter out = new StateWriter(collecting, "test", 1);
    out.array(wide.getRow(1, true));
    out.end();
    StateReader in = new StateReader(new ByteArrayInputStream(bytes.toByteArray()), "test", 1);
    assertThat(Bits.of(in.array())).isEqualTo(Bits.of(wide.getRow(1, true).dup()));
  }

  @Test
  void anyDamageIsNoticedAndNothingElseHappens() throws IOException {
    Notes notes = new Notes();
    notes.put("a", Nd4j.createFromArray(1f, 2f).reshape(1, 2));
    notes.put("b", Nd4j.scalar(3));
    byte[] good = written(notes);
    for (int i = 0; i < good.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] bad = good.clone();
        bad[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> readQuietly(bad)).isInstanceOf(DamagedStateException.class);
      }
      byte[] cut = Arrays.copyOf(good, i);
      assertThatThrownBy(() -> readQuietly(cut)).isInstanceOf(DamagedStateException.class);
    }
  }

  /** Without assertions on the values: damage may show at the end only. */
  private static void readQuietly(byte[] bytes) throws IOException {
    StateReader in = new StateReader(new ByteArrayInputStream(bytes), "test", 3);
    Notes.read(in);
    in.optionalArray();
    in.longInteger();
    in.real();
    in.end();
  }

  @Test
  void otherKindsAndVersionsAreNamed() throws IOException {
    byte[] bytes = written(new Notes());
    assertThatThrownBy(() -> new StateReader(new ByteArrayInputStream(bytes), "server", 3))
        .hasMessage("need a state of server, version 3, got test");
    assertThatThrownBy(() -> new StateReader(new ByteArrayInputStream(bytes), "test", 4))
        .hasMessage("need a state of test, version 4, got test, version 3");
    byte[] other = {0, 3, 'a', 'b', 'c'};
    assertThatThrownBy(() -> new StateReader(new ByteArrayInputStream(other), "test", 4))
        .hasMessage("need a state of test, version 4, got another program's file");
    StateWriter out = new StateWriter(new ByteArrayOutputStream(), "test", 1);
    assertThatThrownBy(() -> out.array(Nd4j.ones(DataType.BFLOAT16, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got BFLOAT16");
  }
}
