package io.github.brsgd.linalg;

import java.util.Optional;
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

  private static final String OVER_MEMORY = "io.github.brsgd.linalg.VectorMemoryLoops";

  private static FloatLoops chosen;

  /** None unless vectors are chosen. */
  private static Optional<MemoryLoops> overMemory = Optional.empty();

  private VectorModule() {}

  /**
   * Loops for one block, with scratch memory of their own.
   *
   * @throws IllegalArgumentException if the property is neither auto nor off
   */
  static synchronized FloatLoops floatLoops() {
    if (chosen == null) {
      chosen = choose(System.getProperty(PROPERTY, "auto"));
      overMemory = chooseOverMemory(chosen);
      if (!(chosen instanceof PlainFloatLoops)) {
        Rehearsal.of(chosen, overMemory);
      }
      LOG.debug("Loops over columns: {}", chosen.getClass().getSimpleName());
      LOG.debug("Rows off the heap are copied first: {}", overMemory.isEmpty());
    }
    return chosen.another();
  }

  /** Loops over rows where they lie; none where copies are faster. They hold no state. */
  static synchronized Optional<MemoryLoops> memoryLoops() {
    if (chosen == null) {
      floatLoops();
    }
    return overMemory;
  }

  static Optional<MemoryLoops> chooseOverMemory(FloatLoops loops) {
    if (loops instanceof PlainFloatLoops) {
      return Optional.empty();
    }
    try {
      return Optional.of((MemoryLoops) create(OVER_MEMORY));
    } catch (ReflectiveOperationException | LinkageError e) {
      // Not in Java 19 and later.
      LOG.debug("Vectors cannot be loaded from memory", e);
      return Optional.empty();
    }
  }

  private static Object create(String type) throws ReflectiveOperationException {
    return Class.forName(type).getDeclaredMethod("create").invoke(null);
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
      return (FloatLoops) create(IMPLEMENTATION);
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
