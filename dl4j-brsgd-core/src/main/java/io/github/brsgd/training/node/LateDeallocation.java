package io.github.brsgd.training.node;

import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatableReference;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets ND4J free an array's native memory a second after the array became garbage, not at once.
 *
 * <p>ND4J hands native code the address of an array and lets go of the array in the same
 * expression. A collection between the two finds an array that nobody needs, its buffer is deleted,
 * and native code reads what is gone: the process dies. It takes a collection and a busy machine in
 * a window of microseconds, in any operation on a temporary array, those of the layers included;
 * with collections often enough it takes seconds. A second is longer than such a window is on any
 * machine that still gets anywhere.
 *
 * <p>Holds for the whole process, on the CPU, from the first run on. {@code
 * -Dbrsgd.lateDeallocation=false} leaves ND4J as it is.
 */
final class LateDeallocation {

  private static final Logger LOG = LoggerFactory.getLogger(LateDeallocation.class);
  private static final long GRACE_MILLIS = 1000;
  private static boolean asked;

  private final ReferenceQueue<Deallocatable> garbage = new ReferenceQueue<>();
  private final Map<String, DeallocatableReference> references;

  private LateDeallocation(Map<String, DeallocatableReference> references) {
    this.references = references;
  }

  /** Sees to it, the first time it is called; says so where it cannot be done. */
  static synchronized void install() {
    if (asked) {
      return;
    }
    asked = true;
    if (!Boolean.parseBoolean(System.getProperty("brsgd.lateDeallocation", "true"))
        || Nd4j.getExecutioner().type() != OpExecutioner.ExecutionerType.NATIVE_CPU) {
      return;
    }
    try {
      replaceQueues(Nd4j.getDeallocatorService());
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("ND4J frees arrays as soon as they are garbage, which can crash the process: {}", e);
    }
  }

  /** New arrays are queued for this; those there are already stay with ND4J's own threads. */
  @SuppressWarnings("unchecked") // as declared by the service
  private static void replaceQueues(DeallocatorService service)
      throws ReflectiveOperationException {
    var late =
        new LateDeallocation(
            (Map<String, DeallocatableReference>) field(service, "referenceMap").get(service));
    var devices =
        (List<List<ReferenceQueue<Deallocatable>>>) field(service, "deviceMap").get(service);
    Thread thread = new Thread(late::free, "brsgd-late-deallocation");
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
    devices.forEach(queues -> queues.replaceAll(queue -> late.garbage));
  }

  private static Field field(DeallocatorService service, String name) throws NoSuchFieldException {
    Field field = service.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  private void free() {
    List<DeallocatableReference> found = new ArrayList<>();
    try {
      while (true) {
        found.add((DeallocatableReference) garbage.remove());
        for (var next = garbage.poll(); next != null; next = garbage.poll()) {
          found.add((DeallocatableReference) next);
        }
        Thread.sleep(GRACE_MILLIS);
        found.forEach(this::free);
        found.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void free(DeallocatableReference reference) {
    reference.getDeallocator().deallocate();
    references.remove(reference.getId());
  }
}
