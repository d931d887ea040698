package io.github.brsgd.training.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.blas.Blas;
import org.nd4j.linalg.factory.Nd4j;

class BlasThreadsTest {

  private final Counted blas = new Counted();

  @Test
  void productsAreOnesOfOneThreadUntilTheLastBoundIsClosed() {
    blas.threads = 4;
    BlasThreads threads = new BlasThreads(() -> blas, false);

    BlasThreads.Bound first = threads.toOne();
    assertThat(blas.threads).isOne();
    BlasThreads.Bound second = threads.toOne();
    first.close();
    first.close();
    assertThat(blas.threads).isOne();
    second.close();
    assertThat(blas.threads).isEqualTo(4);

    threads.toOne();
    assertThat(blas.threads).isOne();
  }

  @Test
  void whatOthersSetMeanwhileIsTheirs() {
    blas.threads = 4;
    BlasThreads threads = new BlasThreads(() -> blas, false);

    BlasThreads.Bound first = threads.toOne();
    blas.threads = 2;
    BlasThreads.Bound second = threads.toOne();
    assertThat(blas.threads).isOne();
    blas.threads = 3;
    first.close();
    second.close();
    assertThat(blas.threads).isEqualTo(3);
  }

  @Test
  void whatTheEnvironmentSaysStays() {
    blas.threads = 3;
    BlasThreads threads = new BlasThreads(() -> blas, true);

    try (BlasThreads.Bound bound = threads.toOne()) {
      assertThat(bound).isNotNull();
      assertThat(blas.threads).isEqualTo(3);
    }
    assertThat(blas.threads).isEqualTo(3);
  }

  @Test
  void aBackendWithoutThreadsIsGivenNone() {
    BlasThreads threads = new BlasThreads(() -> blas, false);

    threads.toOne().close();

    assertThat(blas.threads).isOne();
  }

  @Test
  void workersBindTheProductsOfTheProcess() {
    Blas real = Nd4j.factory().blas();
    int before = real.getMaxThreads();

    WorkerThreads workers = new WorkerThreads(2, false);
    assertThat(real.getMaxThreads()).isOne();
    workers.close();

    assertThat(real.getMaxThreads()).isEqualTo(before);
  }

  /** Remembers how many threads it was given. */
  private static final class Counted implements Blas {
    private int threads;

    @Override
    public void setMaxThreads(int num) {
      threads = num;
    }

    @Override
    public int getMaxThreads() {
      return threads;
    }

    @Override
    public int getBlasVendorId() {
      return 0;
    }

    @Override
    public Vendor getBlasVendor() {
      return Vendor.UNKNOWN;
    }
  }
}
