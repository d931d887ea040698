package io.github.brsgd.linalg;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.Buffer;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix that pretends to lie on a device: whoever looks at all of its memory makes a copy, and
 * whoever looks at single values, or makes arrays of its parts, is refused.
 */
public final class DeviceMatrix {

  private static final Set<String> SHAPE =
      Set.of(
          "rank",
          "isEmpty",
          "size",
          "shape",
          "stride",
          "dataType",
          "length",
          "rows",
          "columns",
          "offset",
          "wasClosed",
          "ordering",
          "isMatrix",
          "isRowVector",
          "toString");

  private final INDArray host;
  private int copies;

  /** A device's matrix with the values of a host's. */
  public DeviceMatrix(INDArray host) {
    this.host = host;
  }

  /** Copies to the host so far. */
  public int copies() {
    return copies;
  }

  /** The matrix as rules are given it. */
  public INDArray array() {
    DataBuffer data = host.data();
    DataBuffer counted =
        proxy(
            DataBuffer.class,
            (name, call) -> {
              if (name.equals("asNioFloat") || name.equals("asNioDouble")) {
                copies++;
                return ((Buffer) call.on(data)).duplicate();
              }
              throw new AssertionError("a device's memory was asked for its " + name);
            });
    return proxy(
        INDArray.class,
        (name, call) -> {
          if (name.equals("data")) {
            return counted;
          }
          if (!SHAPE.contains(name)) {
            throw new AssertionError("a device's matrix was asked for its " + name);
          }
          return call.on(host);
        });
  }

  /** A call that has yet to be made. */
  @FunctionalInterface
  private interface Call {
    Object on(Object target) throws Throwable;
  }

  /** What is done with a call of a name. */
  @FunctionalInterface
  private interface Answer {
    Object to(String name, Call call) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer.to(
                    method.getName(),
                    target -> {
                      try {
                        return method.invoke(target, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }
}
