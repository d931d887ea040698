package io.github.brsgd.linalg;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses once who runs {@link FloatLoops}: vectors of the JDK's module {@value #NAME}, or plain
 * loops that the JIT turns into vector code as far as it can.
 *
 * <p>The module is there in a virtual machine started with {@code --add-modules} and its name.
 * {@code -D}{@value #PROPERTY}{@code =off} chooses plain loops even then.
 */
final class VectorModule {

  private static final String NAME = "jdk.incubator.vector";

  private static final String PROPERTY = "brsgd.vector";

  private static final String IMPLEMENTATION = "io.github.brsgd.linalg.VectorFloatLoops";

  private static final Logger LOG = LoggerFactory.getLogger(VectorModule.class);

  private static final FloatLoops CHOSEN = choose(System.getProperty(PROPERTY, "auto"));

  private VectorModule() {}

  /** Loops for one block, with scratch memory of their own. */
  static FloatLoops floatLoops() {
    return CHOSEN.another();
  }

  static FloatLoops choose(String wanted) {
    if (!wanted.equals("auto") && !wanted.equals("off")) {
      throw new IllegalArgumentException(PROPERTY + ": need auto or off, got " + wanted);
    }
    if (wanted.equals("off") || ModuleLayer.boot().findModule(NAME).isEmpty()) {
      LOG.debug("Loops over columns are plain");
      return new PlainFloatLoops();
    }
    try {
      FloatLoops vectors =
          (FloatLoops) Class.forName(IMPLEMENTATION).getDeclaredMethod("create").invoke(null);
      LOG.debug("Loops over columns are those of {}", NAME);
      return vectors;
    } catch (ReflectiveOperationException | LinkageError e) {
      LOG.warn("Loops over columns are plain: {} cannot be used here", NAME, e);
      return new PlainFloatLoops();
    }
  }
}
