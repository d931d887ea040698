package io.github.brsgd.linalg;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Splits the columns of a matrix into chunks and runs them side by side. The cut depends on the
 * matrix alone, so that sums taken chunk by chunk have the same bits on any number of threads.
 */
final class Blocks {

  /**
   * Columns of a chunk, the unit of work of a thread: a dense network of some 1e5 parameters still
   * makes enough of them to keep a few threads equally busy.
   */
  private static final int CHUNK = Block.LONG;

  /** Below so many numbers a pass takes less time than to wake another thread. */
  private static final long WORTH_SHARING = 1L << 17;

  private Blocks() {}

  /** Work on the columns {@code from..from+count-1}, at most as many as a step. */
  @FunctionalInterface
  interface Task {
    void run(int chunk, int from, int count);
  }

  static int chunks(int columns) {
    return (int) (((long) columns + CHUNK - 1) / CHUNK);
  }

  /** Runs the task over all columns, {@link Block#WIDTH} at a time. */
  static void forEach(MatrixRows rows, Task task) {
    forEach(rows, chunks(rows.length()), Block.WIDTH, task);
  }

  /** Runs the task over all columns, a chunk at a time. */
  static void forEachChunk(MatrixRows rows, Task task) {
    forEach(rows, chunks(rows.length()), CHUNK, task);
  }

  /** Runs the task over all columns, {@code step} at a time, in at most {@code chunks} chunks. */
  static void forEach(MatrixRows rows, int chunks, int step, Task task) {
    boolean shared = (long) rows.count() * rows.length() >= WORTH_SHARING;
    forEach(rows.length(), chunks, step, shared, task);
  }

  /** The same, by this thread alone if the work is not to be shared. */
  static void forEach(int columns, int chunks, int step, boolean shared, Task task) {
    long steps = ((long) columns + step - 1) / step;
    long size = (steps + chunks - 1) / chunks * step;
    IntConsumer work =
        chunk -> {
          long end = Math.min(columns, (chunk + 1) * size);
          for (long from = chunk * size; from < end; from += step) {
            task.run(chunk, (int) from, (int) Math.min(step, end - from));
          }
        };
    if (shared) {
      KernelThreads.forEach(chunks, work);
    } else {
      IntStream.range(0, chunks).forEach(work);
    }
  }
}
