package io.github.brsgd.linalg;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Exact contents; {@code INDArray.equals} forgives small differences. */
public final class Bits {

  private Bits() {}

  /** The bits of every value; nothing for null. */
  public static List<Long> of(INDArray array) {
    return array == null
        ? List.of()
        : Arrays.stream(array.reshape(array.length()).toDoubleVector())
            .mapToObj(Double::doubleToRawLongBits)
            .collect(Collectors.toList());
  }
}
