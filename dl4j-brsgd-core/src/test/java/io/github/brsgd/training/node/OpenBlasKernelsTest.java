package io.github.brsgd.training.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class OpenBlasKernelsTest {

  @Test
  void oldKernelsOnANewProcessorAreToldWithWhatHelps() {
    assertThat(OpenBlasKernels.advice(true, 3).orElseThrow()).contains("=SKYLAKEX", "=ZEN");
    assertThat(OpenBlasKernels.advice(true, 2).orElseThrow()).contains("=HASWELL", "=ZEN");
  }

  @Test
  void nothingIsSaidWhereTheyFit() {
    assertThat(OpenBlasKernels.advice(false, 3)).isEmpty();
    assertThat(OpenBlasKernels.advice(true, 1)).isEmpty();
  }

  @Test
  void askingTheLibraryThatIsLoadedHarmsNothing() {
    assertThatCode(OpenBlasKernels::check).doesNotThrowAnyException();
    assertThatCode(OpenBlasKernels::check).doesNotThrowAnyException();
  }
}
