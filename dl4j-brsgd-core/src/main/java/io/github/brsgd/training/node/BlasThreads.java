package io.github.brsgd.training.node;

import java.util.function.Supplier;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Keeps products of matrices on the thread that asks for them while several threads compute nodes.
 *
 * <p>BLAS has threads of its own, one per core, and a lock around them: two nodes' products wait
 * for each other, and rounds of a small network take three to four times as long. The bound is one
 * of the process; whoever has set {@value #VARIABLE} in the environment has chosen otherwise. Loops
 * of ND4J's own are bound by that variable alone.
 */
final class BlasThreads {

  static final String VARIABLE = "OMP_NUM_THREADS";

  private static final BlasThreads OF_PROCESS =
      new BlasThreads(() -> Nd4j.factory().blas(), System.getenv(VARIABLE) != null);

  private final Supplier<Blas> blas;
  private final boolean isChosen;
  private int bounds;
  private int before;

  BlasThreads(Supplier<Blas> blas, boolean isChosen) {
    this.blas = blas;
    this.isChosen = isChosen;
  }

  static BlasThreads ofProcess() {
    return OF_PROCESS;
  }

  /** Until all bounds are closed a product is computed by one thread. */
  Bound toOne() {
    return new Bound();
  }

  private synchronized void begin() {
    if (bounds == 0) {
      before = blas.get().getMaxThreads();
    }
    bounds++;
    blas.get().setMaxThreads(1);
  }

  private synchronized void end() {
    bounds--;
    // Others may have set what is theirs meanwhile. Where numbers of threads mean nothing, as on a
    // device, there were none before.
    if (bounds == 0 && before > 1 && blas.get().getMaxThreads() == 1) {
      blas.get().setMaxThreads(before);
    }
  }

  /** One that computes. */
  final class Bound implements AutoCloseable {

    private boolean isOpen = !isChosen;

    private Bound() {
      if (isOpen) {
        begin();
      }
    }

    @Override
    public synchronized void close() {
      if (isOpen) {
        isOpen = false;
        end();
      }
    }
  }
}
