package io.github.brsgd.linalg;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses once who runs {@link FloatLoops}: vectors of the JDK's module {@value #NAME}, or plain
 * loops that the JIT turns into vector code as far as it can.
 *
 * <p>The module is there in a virtual machine started with {@code --add-modules} and its name.
 * {@code -D}{@value #PROPERTY}{@code =off} chooses plain loops even then. So does a virtual machine
 * without HotSpot's optimizing compiler, for which vectors are objects.
 */
final class VectorModule {

  private static final String NAME = "jdk.incubator.vector";

  private static final String PROPERTY = "brsgd.vector";

  private static final String IMPLEMENTATION = "io.github.brsgd.linalg.VectorFloatLoops";

  private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);

  private static FloatLoops chosen;

  private VectorModule() {}

  /**
   * Loops for one block, with scratch memory of their own.
   *
   * @throws IllegalArgumentException if the property is neither auto nor off
   */
  static synchronized FloatLoops floatLoops() {
    if (chosen == null) {
      chosen = choose(System.getProperty(PROPERTY, "auto"));
      LOG.debug("Loops over columns: {}", chosen.getClass().getSimpleName());
    }
    return chosen.another();
  }

  static FloatLoops choose(String wanted) {
    if (!wanted.equals("auto") && !wanted.equals("off")) {
      throw new IllegalArgumentException(PROPERTY + ": need auto or off, got " + wanted);
    }
    if (wanted.equals("off")
        || ModuleLayer.boot().findModule(NAME).isEmpty()
        || !hasCompilerForVectors()) {
      return new PlainFloatLoops();
    }
    try {
      return (FloatLoops) Class.forName(IMPLEMENTATION).getDeclaredMethod("create").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.warn("Loops over columns are plain: {} cannot be used here", NAME, e);
      return new PlainFloatLoops();
    }
  }

  private static boolean hasCompilerForVectors() {
    return System.getProperty("java.vm.info", "").contains("mixed mode")
        && VirtualMachine.option("TieredStopAtLevel").equals("4")
        // Not to be seen unless experimental options are unlocked, without which nobody can switch
        // it off.
        && !VirtualMachine.option("EnableVectorSupport").equals("false")
        && !VirtualMachine.option("UseJVMCICompiler").equals("true");
  }
}
