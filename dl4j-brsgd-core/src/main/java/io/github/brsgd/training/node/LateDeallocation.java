package io.github.brsgd.training.node;

import java.lang.ref.ReferenceQueue;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.nd4j.linalg.api.memory.Deallocatable;
import org.nd4j.linalg.api.memory.deallocation.DeallocatableReference;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.factory.Nd4j;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets ND4J free an array's native memory a moment after the array became garbage, not at once.
 *
 * <p>ND4J hands native code the address of an array and lets go of the array in the same
 * expression. A collection between the two finds an array that nobody needs, its buffer is deleted,
 * and native code reads what is gone: the process dies. It takes a collection and a busy machine in
 * a window of microseconds, in any operation on a temporary array, those of the layers included;
 * with collections often enough it takes seconds. A fifth of a second is longer than a thread waits
 * for its turn on any machine that still gets anywhere, and shorter than JavaCPP waits for memory
 * when its limit is reached.
 *
 * <p>Holds for the whole process, on the CPU, from the first run on. {@code
 * -Dbrsgd.lateDeallocation=false} leaves ND4J as it is.
 */
final class LateDeallocation {

  private static final Logger LOG = LoggerFactory.getLogger(LateDeallocation.class);
  private static final long GRACE_NANOS = 200_000_000;
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
      LOG.warn("ND4J frees arrays as soon as they are garbage, which can crash the process", e);
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

  /** Garbage, and when to free it. */
  private record Late(DeallocatableReference reference, long due) {}

  private void free() {
    Queue<Late> waiting = new ArrayDeque<>();
    try {
      while (true) {
        DeallocatableReference next =
            (DeallocatableReference)
                (waiting.isEmpty() ? garbage.remove() : garbage.remove(millisLeft(waiting.peek())));
        long now = System.nanoTime();
        if (next != null) {
          waiting.add(new Late(next, now + GRACE_NANOS));
        }
        while (!waiting.isEmpty() && waiting.peek().due() - now <= 0) {
          free(waiting.remove().reference());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** At least 1: no time at all means for ever. */
  private static long millisLeft(Late late) {
    return Math.max(1, (late.due() - System.nanoTime()) / 1_000_000 + 1);
  }

  private void free(DeallocatableReference reference) {
    try {
      reference.getDeallocator().deallocate();
    } catch (RuntimeException e) {
      LOG.warn("An array of ND4J could not be freed", e);
    }
    references.remove(reference.getId());
  }
}
