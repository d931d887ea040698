package io.github.brsgd.linalg;

/**
 * Splits the columns of a matrix into chunks and runs them side by side. The cut depends on the
 * matrix alone, so that sums taken chunk by chunk have the same bits on any number of threads.
 */
final class Blocks {

  /** Columns of a chunk, the unit of work of a thread. */
  private static final int CHUNK = 32 * Block.WIDTH;

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
  static void forEach(int columns, Task task) {
    forEach(columns, chunks(columns), Block.WIDTH, task);
  }

  /** Runs the task over all columns, {@code step} at a time, in at most {@code chunks} chunks. */
  static void forEach(int columns, int chunks, int step, Task task) {
    long steps = ((long) columns + step - 1) / step;
    long size = (steps + chunks - 1) / chunks * step;
    KernelThreads.forEach(
        chunks,
        chunk -> {
          long end = Math.min(columns, (chunk + 1) * size);
          for (long from = chunk * size; from < end; from += step) {
            task.run(chunk, (int) from, (int) Math.min(step, end - from));
          }
        });
  }
}
