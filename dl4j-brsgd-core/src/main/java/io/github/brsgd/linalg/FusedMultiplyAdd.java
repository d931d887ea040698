package io.github.brsgd.linalg;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * Whether the processor has an instruction for {@link Math#fma(float, float, float)}, as those of
 * the last ten years do. Without one it is computed in decimal numbers, a thousand times slower.
 */
final class FusedMultiplyAdd {

  /** The same on processors of one type; false where the virtual machine does not tell. */
  static final boolean IS_FAST = isFast();

  private FusedMultiplyAdd() {}

  private static boolean isFast() {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return machine != null && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException | LinkageError e) {
      return false;
    }
  }
}
