package io.github.brsgd.training.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Copies of configurations that share nothing with the original but schedules, which are functions
 * and need not be serialisable.
 */
final class Configurations {

  private Configurations() {}

  /**
   * A deep copy. Deeplearning4j's {@code clone} shares what wrapped layers and activations hold,
   * such as the mask of a dropout, which replicas would then write side by side.
   *
   * @throws IllegalArgumentException if a layer of a user's own cannot be serialised
   */
  static <T extends Serializable> T copy(T configuration) {
    List<ISchedule> schedules = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Output out = new Output(bytes, schedules)) {
      out.writeObject(configuration);
    } catch (IOException e) {
      throw failed(e);
    }
    try (Input in = new Input(new ByteArrayInputStream(bytes.toByteArray()), schedules)) {
      @SuppressWarnings("unchecked") // what was written
      T copy = (T) in.readObject();
      return copy;
    } catch (IOException | ClassNotFoundException e) {
      throw failed(e);
    }
  }

  private static IllegalArgumentException failed(Exception e) {
    return new IllegalArgumentException(
        "network: its configuration cannot be copied for the threads: " + e, e);
  }

  /** Stands for a schedule of the original. */
  private record Shared(int index) implements Serializable {}

  private static final class Output extends ObjectOutputStream {

    private final List<ISchedule> schedules;

    Output(OutputStream out, List<ISchedule> schedules) throws IOException {
      super(out);
      this.schedules = schedules;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof ISchedule schedule) {
        schedules.add(schedule);
        return new Shared(schedules.size() - 1);
      }
      return object;
    }
  }

  private static final class Input extends ObjectInputStream {

    private final List<ISchedule> schedules;

    Input(InputStream in, List<ISchedule> schedules) throws IOException {
      super(in);
      this.schedules = schedules;
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof Shared shared ? schedules.get(shared.index()) : object;
    }

    /** Layers of a user's own may come from another loader. */
    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return super.resolveClass(description);
      } catch (ClassNotFoundException e) {
        return Class.forName(
            description.getName(), false, Thread.currentThread().getContextClassLoader());
      }
    }
  }
}
