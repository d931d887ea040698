package io.github.brsgd.linalg;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.brsgd.marker.Internal;
import java.lang.management.ManagementFactory;

/**
 * What HotSpot tells of itself and, by its choices, of the processor.
 *
 * @since 0.2
 */
@Internal
public final class VirtualMachine {

  private VirtualMachine() {}

  /**
   * An option of the virtual machine.
   *
   * @param name such as {@code UseFMA}
   * @return its value; empty where there is no option of this name, or none to be seen
   */
  public static String option(String name) {
    try {
      HotSpotDiagnosticMXBean machine =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return machine == null ? "" : machine.getVMOption(name).getValue();
    } catch (IllegalArgumentException | LinkageError e) {
      return "";
    }
  }
}
