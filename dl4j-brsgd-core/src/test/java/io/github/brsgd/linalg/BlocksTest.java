package io.github.brsgd.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class BlocksTest {

  private static final int CHUNK = 8 * Block.WIDTH;

  /** A column done twice or never is a sum that is wrong. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "7, 1, 3",
    "8, 2, 4",
    "9, 2, 4",
    "10, 3, 2",
    "11, 3, 2",
    "100, 7, 3",
    "5, 9, 2"
  })
  void everyColumnIsDoneOnceAndTheChunksShareTheWork(int columns, int chunks, int step) {
    AtomicIntegerArray done = new AtomicIntegerArray(columns);
    AtomicIntegerArray steps = new AtomicIntegerArray(chunks);
    Blocks.forEach(
        columns,
        chunks,
        step,
        true,
        (chunk, from, count) -> {
          assertThat(count).isBetween(1, step);
          steps.incrementAndGet(chunk);
          for (int c = from; c < from + count; c++) {
            done.incrementAndGet(c);
          }
        });
    for (int c = 0; c < columns; c++) {
      assertThat(done.get(c)).as("column %d", c).isEqualTo(1);
    }
    int most = (int) Math.ceil(Math.ceil((double) columns / step) / chunks);
    for (int chunk = 0; chunk < chunks; chunk++) {
      assertThat(steps.get(chunk)).as("steps of chunk %d", chunk).isLessThanOrEqualTo(most);
    }
  }

  @Test
  void aChunkMoreForEveryColumnTooMany() {
    assertThat(Blocks.chunks(1)).isEqualTo(1);
    assertThat(Blocks.chunks(CHUNK)).isEqualTo(1);
    assertThat(Blocks.chunks(CHUNK + 1)).isEqualTo(2);
    assertThat(Blocks.chunks(Integer.MAX_VALUE)).isEqualTo((int) ((1L << 31) / CHUNK));
  }

  @Test
  void asManyColumnsAsAnIntCanCountAreAllDone() {
    LongAdder done = new LongAdder();
    Blocks.forEach(Integer.MAX_VALUE, 3, 1 << 20, true, (chunk, from, count) -> done.add(count));
    assertThat(done.sum()).isEqualTo(Integer.MAX_VALUE);
  }

  /** Who asked frees the rows when this fails: no chunk may read them any more. */
  @Test
  void anErrorIsThrownWhenAllChunksAreDone() {
    LongAdder done = new LongAdder();
    assertThatThrownBy(
            () ->
                Blocks.forEach(
                    64,
                    64,
                    1,
                    true,
                    (chunk, from, count) -> {
                      if (chunk == 0) {
                        throw new OutOfMemoryError("no scratch");
                      }
                      LockSupport.parkNanos(1_000_000);
                      done.increment();
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(done.sum()).isEqualTo(63);
  }

  /** One chunk needs no pool: it runs on the thread that asked. */
  @Test
  void oneChunkRunsWhereItWasAskedFor() {
    Thread caller = Thread.currentThread();
    Blocks.forEach(
        3 * CHUNK,
        1,
        CHUNK,
        true,
        (chunk, from, count) -> assertThat(Thread.currentThread()).isSameAs(caller));
  }

  /** To wake another thread takes longer than a pass over a vector. */
  @Test
  void littleWorkIsNotShared() {
    Thread caller = Thread.currentThread();
    MatrixRows rows = MatrixRows.of(Nd4j.ones(DataType.FLOAT, 2, 5 * CHUNK));
    LongAdder done = new LongAdder();
    Blocks.forEach(
        rows,
        (chunk, from, count) -> {
          assertThat(Thread.currentThread()).isSameAs(caller);
          done.add(count);
        });
    assertThat(done.sum()).isEqualTo(rows.length());
  }

  /** A row takes the memory of its length, not of a whole block. */
  @Test
  void manyShortRowsNeedLittleMemory() {
    INDArray rows = Nd4j.ones(DataType.DOUBLE, 1_000_000, 4);
    assertThat(Rows.of(rows).mean().toDoubleVector())
        .containsExactly(new double[] {1, 1, 1, 1}, within(1e-9));
  }
}
