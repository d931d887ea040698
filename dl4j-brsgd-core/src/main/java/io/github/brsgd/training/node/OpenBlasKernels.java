package io.github.brsgd.training.node;

import io.github.brsgd.linalg.VirtualMachine;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says so, once in a process, where OpenBLAS computes with the kernels of another age.
 *
 * <p>The OpenBLAS of Deeplearning4j (0.3.19 of 2021) chooses its kernels by the model of the
 * processor, when it is loaded, and takes an Intel processor that it does not know for a Prescott
 * of 2004. Products of matrices then take three times as long, in all layers. The variable {@value
 * #VARIABLE} in the environment chooses the kernels instead.
 */
final class OpenBlasKernels {

  static final String VARIABLE = "OPENBLAS_CORETYPE";

  private static final Logger LOG = LoggerFactory.getLogger(OpenBlasKernels.class);

  /** The pointer to the chosen kernels, and the oldest kernels of 64 bits. */
  private static final String CHOSEN = "gotoblas";

  private static final String OLDEST = CHOSEN + "_PRESCOTT";

  private static boolean asked;

  private OpenBlasKernels() {}

  static synchronized void check() {
    if (asked) {
      return;
    }
    asked = true;
    try {
      if (System.getenv(VARIABLE) == null) {
        advice(areOldest(), vectorExtensions()).ifPresent(LOG::warn);
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("Which kernels OpenBLAS has chosen is not known", e);
    }
  }

  /**
   * What to do, if there is something.
   *
   * @param areOldest whether OpenBLAS has chosen its oldest kernels
   * @param avx the generation of vector extensions that the virtual machine uses: 2 is AVX2, 3 is
   *     AVX-512
   */
  static Optional<String> advice(boolean areOldest, int avx) {
    if (!areOldest || avx < 2) {
      return Optional.empty();
    }
    return Optional.of(
        "OpenBLAS does not know this processor and takes it for one of 2004, three times as slow."
            + " Start with "
            + VARIABLE
            + (avx > 2 ? "=SKYLAKEX" : "=HASWELL")
            + " (Intel) or =ZEN (AMD) in the environment");
  }

  /** False where OpenBLAS is not loaded, or has one kind of kernels only. */
  private static boolean areOldest() {
    Pointer chosen = Loader.addressof(CHOSEN);
    Pointer oldest = Loader.addressof(OLDEST);
    return chosen != null
        && oldest != null
        && new AtAddress(chosen.address()).get() == oldest.address();
  }

  /** 0 for a processor that has none of them, or another virtual machine. */
  private static int vectorExtensions() {
    String avx = VirtualMachine.option("UseAVX");
    return avx.isEmpty() ? 0 : Integer.parseInt(avx);
  }

  /** A word of memory that others own. */
  private static final class AtAddress extends LongPointer {
    private AtAddress(long address) {
      super((Pointer) null);
      this.address = address;
    }
  }
}
